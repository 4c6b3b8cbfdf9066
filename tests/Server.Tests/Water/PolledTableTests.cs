using CsCheck;
using TungNgo.Water.Readings;
using TungNgo.Water.Ways.Polling;

namespace TungNgo.Tests.Water;

/// <summary>Files as offices' servers write them.</summary>
public sealed class PolledTableTests
{
    private static readonly DateTime Now = new(2024, 9, 20, 5, 0, 0, DateTimeKind.Utc);

    private static readonly PollMapping Plain = new(PollFormat.Csv, ",", "", "at", "value", "", "", Measure.Salinity, Unit.GramsPerLitre);

    [Theory]
    [InlineData(",", "at", "value", "at,value\n2024-09-20 06:00,1.5\n")]
    [InlineData(",", "AT", "Value", "\"at\",\"value\"\r\n\"2024-09-20 06:00\",\"1,5\"\r\n")]
    [InlineData(";", "Thời gian", "Độ mặn", "Trạm;Thời gian;Độ mặn\nLong Phú;20/09/2024 06:00;1,5\n")]
    [InlineData("\t", "2", "3", "x\t2024-09-20T06:00:00+07:00\t1.5")]
    [InlineData("|", "1", "2", "1726786800|1,5 g/l|")]
    [InlineData(",", "at", "value", "note,at,value\n\"hai\ndòng, \"\"một\"\" ô\",2024-09-20 06:00,1.5\n")]
    public void Csv_is_read_as_it_comes(string separator, string time, string value, string text) =>
        AssertOne(PolledTable.Read(text, Plain with { Separator = separator, TimeColumn = time, ValueColumn = value }, Now));

    [Theory]
    [InlineData("", "at", "value", """[{"at":"2024-09-20 06:00","value":1.5}]""")]
    [InlineData("data.items", "t", "v.main", """{"data":{"items":[{"t":1726786800000,"v":{"main":"1,5"}},{"t":1726786900000,"v":{"main":null}}]}}""")]
    [InlineData("rows", "1", "2", """{"rows":[["2024-09-19T23:00:00Z",1.5e0]]}""")]
    public void Json_is_read_as_it_comes(string rows, string time, string value, string text) =>
        AssertOne(PolledTable.Read(text, Plain with { Format = PollFormat.Json, Rows = rows, TimeColumn = time, ValueColumn = value }, Now));

    [Theory]
    [InlineData("[]", null)]
    [InlineData("{}", PollProblem.ColumnMissing)]
    [InlineData("""{"rows":{}}""", PollProblem.ColumnMissing)]
    [InlineData("""{"rows":[{"at":"2024-09-20 06:00"}]}""", PollProblem.ColumnMissing)]
    [InlineData("""{"rows":[{"at":1e300,"value":1},7,null,"x",{"at":"\ud800","value":1}]}""", PollProblem.Unreadable)]
    [InlineData("""{"rows":[{"at":"2024-09-20 06:00","value":1}""", PollProblem.Unreadable)]
    [InlineData("at,value", PollProblem.Unreadable)]
    public void What_is_not_there_is_said(string text, PollProblem? problem)
    {
        var table = PolledTable.Read(text, Plain with { Format = PollFormat.Json, Rows = text == "[]" ? "" : "rows" }, Now);
        Assert.Equal(problem, table.Problem);
        Assert.Empty(table.Said);
    }

    [Fact]
    public void A_row_may_say_measure_and_unit()
    {
        const string text = """
            at,value,measure,unit
            2024-09-20 06:00,1.5,,
            2024-09-20 06:00,28,temperature,
            2024-09-20 06:00,120,waterLevel,cm
            2024-09-20 06:00,1,gió,
            2024-09-20 06:00,1,ph,cm
            """;
        var table = PolledTable.Read(text, Plain with { MeasureColumn = "measure", UnitColumn = "unit" }, Now);
        Assert.Equal(
            [(Measure.Salinity, Unit.GramsPerLitre), (Measure.Temperature, Unit.Celsius), (Measure.WaterLevel, Unit.Centimetre)],
            table.Said.Select(s => (s.Said.Measure, s.Said.Unit)));
        Assert.Equal([(5, ReadingFault.UnitWrong), (6, ReadingFault.UnitWrong)], table.Faults.Select(f => (f.Row, f.Fault)));
    }

    [Fact]
    public void No_text_whatsoever_breaks_it() => Gen.Select(
        Gen.String, Gen.Enum<PollFormat>(), Gen.OneOf(Gen.Const("at"), Gen.Const("1"), Gen.Const("a.b"), Gen.Const("999"))).Sample((text, format, column) =>
    {
        foreach (var whole in new[] { text, $"at,value\n{text}", $$"""[{"at":"{{text}}","value":1}]""" })
        {
            var table = PolledTable.Read(whole, Plain with { Format = format, TimeColumn = column }, Now);
            Assert.All(table.Said, s => Assert.Null(RecordReadings.FaultOf(s.Said, Now)));
        }
    });

    private static void AssertOne(PolledTable table)
    {
        Assert.Null(table.Problem);
        Assert.Empty(table.Faults);
        var said = Assert.Single(table.Said).Said;
        Assert.Equal((new DateTime(2024, 9, 19, 23, 0, 0, DateTimeKind.Utc), 1.5, Measure.Salinity, Unit.GramsPerLitre), (said.At, said.Value, said.Measure, said.Unit));
    }
}
