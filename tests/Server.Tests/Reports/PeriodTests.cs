using TungNgo.Reports.Periods;
using TungNgo.Web;

namespace TungNgo.Tests.Reports;

/// <summary>The periods of Decree 09/2019 and the calendar's, from the rules that ship.</summary>
public sealed class PeriodTests
{
    private static readonly DateOnly Today = new(2024, 9, 20);

    private static readonly PeriodKind[] Kinds =
    [
        Kind("M", 1, 12, 0), Kind("Q", 3, 4, 0), Kind("MA", 1, 12, 14), Kind("QA", 3, 4, 14), Kind("HA", 6, 2, 14), Kind("NA", 9, 1, 14), Kind("YA", 12, 1, 14),
    ];

    [Theory]
    [InlineData("2024-M9", "2024-09-01", "2024-09-30")]
    [InlineData("2024-M2", "2024-02-01", "2024-02-29")]
    [InlineData("2024-Q4", "2024-10-01", "2024-12-31")]
    [InlineData("2024-MA9", "2024-08-15", "2024-09-14")]
    [InlineData("2024-MA1", "2023-12-15", "2024-01-14")]
    [InlineData("2024-MA3", "2024-02-15", "2024-03-14")]
    [InlineData("2024-QA1", "2023-12-15", "2024-03-14")]
    [InlineData("2024-HA1", "2023-12-15", "2024-06-14")]
    [InlineData("2024-HA2", "2024-06-15", "2024-12-14")]
    [InlineData("2024-NA", "2023-12-15", "2024-09-14")]
    [InlineData("2024-YA", "2023-12-15", "2024-12-14")]
    [InlineData("2024-10-05", "2024-10-05", "2024-10-05")]
    [InlineData("2024-10-01..2024-10-10", "2024-10-01", "2024-10-10")]
    [InlineData("last-MA", "2024-08-15", "2024-09-14")]
    [InlineData("this-MA", "2024-09-15", "2024-10-14")]
    [InlineData("this-M", "2024-09-01", "2024-09-30")]
    [InlineData("this-NA", "2023-12-15", "2024-09-14")]
    [InlineData("last-YA", "2022-12-15", "2023-12-14")]
    [InlineData("year-to-date", "2024-01-01", "2024-09-20")]
    public void A_code_means_its_days(string code, string from, string to)
    {
        var period = Period.Parse(code, Kinds, Today)!;
        Assert.Equal((from, to), (Formats.Iso(period.From), Formats.Iso(period.To)));
        Assert.Equal(period, Period.Parse(period.Code, Kinds, Today));
    }

    [Theory]
    [InlineData("2024-M13")]
    [InlineData("2024-M0")]
    [InlineData("2024-X1")]
    [InlineData("1999-M1")]
    [InlineData("2024-10-10..2024-10-01")]
    [InlineData("2020-01-01..2024-10-01")]
    [InlineData("this-NA ")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_none(string? code) => Assert.Null(Period.Parse(code, Kinds, Today));

    [Fact]
    public void Administrative_months_follow_each_other_without_a_gap_and_make_the_year()
    {
        var months = Enumerable.Range(2020, 8).SelectMany(y => Enumerable.Range(1, 12).Select(m => Kinds[2].Of(y, m))).ToList();
        Assert.All(months.Zip(months.Skip(1)), pair =>
        {
            Assert.Equal(pair.First.To.AddDays(1), pair.Second.From);
            Assert.Equal(pair.First, pair.Second.Before);
        });
        var year = Kinds[6].Of(2024, 1);
        Assert.Equal((months.First(m => m.Year == 2024).From, months.Last(m => m.Year == 2024).To), (year.From, year.To));
    }

    [Fact]
    public void Every_day_lies_in_the_period_that_is_found_for_it()
    {
        for (var day = new DateOnly(2023, 11, 1); day < new DateOnly(2025, 2, 1); day = day.AddDays(1))
        {
            Assert.All(Kinds, k => Assert.True(k.At(day) is not { } p || (p.From <= day && day <= p.To)));
            Assert.True(Kinds.All(k => k.Slots == 1 || k.At(day) is not null));
        }
    }

    [Fact]
    public void A_report_is_due_two_working_days_after_the_end()
    {
        // 14 September 2024 was a Saturday.
        Assert.Equal(new DateOnly(2024, 9, 17), Kinds[2].DueOf(Kinds[2].Of(2024, 9)));
        Assert.Equal(new DateOnly(2024, 10, 16), Kinds[2].DueOf(Kinds[2].Of(2024, 10)));
    }

    [Theory]
    [InlineData("Tháng {0}/{1} (kỳ báo cáo)", "Tháng (kỳ báo cáo)")]
    [InlineData("6 tháng (kỳ {0}) năm {1}", "6 tháng năm")]
    [InlineData("ខែ {0}/{1} (វគ្គរបាយការណ៍)", "ខែ (វគ្គរបាយការណ៍)")]
    [InlineData("Năm {1}", "Năm")]
    public void A_kind_is_called_without_number_and_year(string name, string title) =>
        Assert.Equal(title, new PeriodKind { Code = "X", Name = new() { ["vi"] = name }, Slots = 12, Months = 1 }.Title(TungNgo.Web.Texts.In("vi")));

    private static PeriodKind Kind(string code, int months, int slots, int cutoff) => new() { Code = code, Months = months, Slots = slots, CutoffDay = cutoff, DueDays = 2 };
}
