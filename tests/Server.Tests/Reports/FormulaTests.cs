using System.Globalization;
using CsCheck;
using TungNgo.Lists;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Ladder;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Tests.Reports;

public sealed class FormulaTests
{
    [Theory]
    [InlineData("[A] / [B]", "5.0")]
    [InlineData("[A] + [B] * 2", "14")]
    [InlineData("-([A] - [B]) / 4", "-2")]
    [InlineData("A / B", "5")]
    [InlineData("[A] / [NOUGHT]", null)]
    [InlineData("[A] / [GONE]", null)]
    [InlineData("[A] + [GONE]", null)]
    public void A_missing_part_is_missing_and_never_nought(string text, string? expected)
    {
        decimal? Value(string name) => name switch { "A" => 10, "B" => 2, "NOUGHT" => 0, _ => null };
        Assert.Equal(expected is null ? null : decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Formula.Parse(text).Of(Value));
    }

    [Theory]
    [InlineData("[A] /")]
    [InlineData("Sqrt([A])")]
    [InlineData("[A] = 1")]
    [InlineData("'text' + [A]")]
    [InlineData("[A] ** 3")]
    [InlineData("if([A] > 1, 1, 0)")]
    [InlineData("true")]
    [InlineData("")]
    public void Only_the_four_operations_are_read(string text) => Assert.Equal(Problems.FormulaUnreadable, Assert.Throws<Refusal>(() => Formula.Parse(text)).Problem);

    [Fact]
    public void Nothing_that_somebody_types_brings_it_down() => Gen.String[Gen.Char["[]()+-*/.,0123456789ABéắ 'exif^%=<>#"], 0, 400].Sample(text =>
    {
        try
        {
            Formula.Parse(text).Of(_ => 3);
        }
        catch (Refusal refusal)
        {
            Assert.Equal(Problems.FormulaUnreadable, refusal.Problem);
        }
    }, iter: 3000);

    [Theory]
    [InlineData("[TO] + [TO]", "tổ")]
    [InlineData("[TV] / [TO]", "thành viên/tổ")]
    [InlineData("[TO] / [TO]", null)]
    [InlineData("2 * [TO]", "tổ")]
    [InlineData("[TV] / [TO] * [TO]", "thành viên")]
    public void Units_come_out(string text, string? unit) => Assert.Equal(unit, Formula.Parse(text).Unit(n => n == "TO" ? "tổ" : "thành viên"));

    [Fact]
    public void Teams_are_not_added_to_people() =>
        Assert.Equal(Problems.FormulaUnits, Assert.Throws<Refusal>(() => Formula.Parse("[TO] + [TV]").Unit(n => n == "TO" ? "tổ" : "thành viên")).Problem);

    [Fact]
    public void An_unknown_name_and_a_circle_are_told()
    {
        var known = new[] { Ratio("A", "[B] / [C]"), Ratio("B", "[A] / [C]"), new Indicator { Code = "C", RecordedBy = "", Unit = new() { ["vi"] = "%" }, Origin = IndicatorOrigin.Entered } }.ToDictionary(i => i.Code);
        Assert.Equal(Problems.FormulaCircle, Assert.Throws<Refusal>(() => IndicatorEdits.CheckFormula(known["A"], known.GetValueOrDefault)).Problem);
        Assert.Equal(Problems.FormulaName, Assert.Throws<Refusal>(() => IndicatorEdits.CheckFormula(Ratio("D", "[C] / [E]"), known.GetValueOrDefault)).Problem);
        IndicatorEdits.CheckFormula(Ratio("D", "[C] / [C]"), known.GetValueOrDefault);
    }

    [Theory]
    [InlineData("8.326", 8326.0)]
    [InlineData("8326", 8326.0)]
    [InlineData("1.234.567", 1234567.0)]
    [InlineData("50,6", 50.6)]
    [InlineData("50,6 %", 50.6)]
    [InlineData("8.326,5", 8326.5)]
    [InlineData("0", 0.0)]
    [InlineData("8.32", null)]
    [InlineData("1.2345", null)]
    [InlineData("8,326.5", null)]
    [InlineData("8,326", null)]
    [InlineData("8,000", null)]
    [InlineData("tám", null)]
    [InlineData("12-3", null)]
    [InlineData("1e9", null)]
    [InlineData("12,", null)]
    public void What_offices_type_is_read_or_refused_but_never_guessed(string text, double? expected) =>
        Assert.Equal((decimal?)expected, FigureText.Read(text, new Indicator { Code = "A", RecordedBy = "" }));

    [Theory]
    [InlineData("1.234", 3, false)]
    [InlineData("1234.567", 3, false)]
    [InlineData("0.5", 3, false)]
    [InlineData("1.234", 4, false)]
    [InlineData("12.3456", 4, false)]
    [InlineData("8326", 3, false)]
    [InlineData("50.6", 1, true)]
    [InlineData("50.625", 3, true)]
    [InlineData("8326", 0, false)]
    public async Task A_csv_of_ours_is_read_back_as_it_was_written(string figure, int decimals, bool share)
    {
        var indicator = new Indicator { Code = "A", RecordedBy = "", Decimals = decimals, Unit = new() { ["vi"] = share ? Indicator.Percent : "m" } };
        var value = decimal.Parse(figure, CultureInfo.InvariantCulture) / (share ? 100 : 1);
        using var copy = new LocalCopy();
        await using (var file = copy.Create())
        {
            await using var csv = await SheetWriter.BeginAsync(SheetWriter.Csv, file, "A", ["Mã", "Số liệu"], CancellationToken.None);
            await csv.RowAsync(["A", FigureText.Cell(value, indicator)], CancellationToken.None);
        }

        Assert.Equal(value, FigureText.Read(SheetFile.Rows(copy.Path).Last()[1].Display, indicator));
    }

    [Fact]
    public void Unlikely_is_told_by_ratios_and_not_by_spread()
    {
        decimal[] past = [100, 104, 98, 110, 0, 103, 107];
        Assert.False(Plausibility.IsUnlike(112, past));
        Assert.True(Plausibility.IsUnlike(1040, past));
        Assert.True(Plausibility.IsUnlike(10, past));
        Assert.False(Plausibility.IsUnlike(10_000, [1, 2, 3]));
        Assert.False(Plausibility.IsUnlike(0, [0, 0, 0, 0, 1, 0]));
    }

    private static Indicator Ratio(string code, string formula) =>
        new() { Code = code, RecordedBy = "", From = formula, Origin = IndicatorOrigin.Formula, Unit = new() { ["vi"] = "%" } };
}
