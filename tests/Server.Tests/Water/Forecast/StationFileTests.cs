using TungNgo.Water.Forecast;

namespace TungNgo.Tests.Water.Forecast;

public sealed class StationFileTests
{
    [Theory]
    [InlineData("datetime,value\n2015-03-01 01:00,4.5\n2015-03-01 03:00,5.25\n")]
    [InlineData("2015-03-01T01:00:00,4.5\r\n2015-03-01T03:00:00,5.25\r\n")]
    [InlineData("\uFEFFNgày giờ;Độ mặn\n01/03/2015 01:00;4,5\n1/3/2015 3:00;5,25\n")]
    [InlineData("01/03/2015 03:00\t5,25\n01/03/2015 01:00\t4.5\n\n")]
    [InlineData("\"2015-03-01 01:00\",\"4.5\"\n\"2015-03-01 03:00\",\"5.25\"")]
    [InlineData("2015-03-01 01:00,\"4,5\"\n2015-03-01 03:00,\"5,25\"\n,\n")]
    [InlineData("Trạm Long Phú\nNgày giờ;Độ mặn;Ghi chú\n;g/l;\n01/03/2015 1h;4,5;\n01/03/2015 3h00;5,25;triều lên\n;;\n")]
    [InlineData("01.03.2015\t1:00:00\t4,5 g/l\n01.03.2015\t3:00:00\t5,25‰\t\n")]
    [InlineData("date,hour,value\n2015-03-01,01:00,4.5\n2015-03-01,03:00,5.25\n")]
    [InlineData("2015-03-01T01:00:00+07:00 4.5\n2015-03-01T03:00:00.000 5.25")]
    [InlineData("01:00 01/03/2015;4.5\r\n\r\n03:00 01/03/2015;5.25")]
    public void Every_form_of_a_record_says_the_same(string text)
    {
        var read = Read(text);
        Assert.Empty(read.Bad);
        Assert.Equal([new(new DateTime(2015, 3, 1, 1, 0, 0), 4.5), new(new DateTime(2015, 3, 1, 3, 0, 0), 5.25)], read.Readings);
    }

    [Fact]
    public void Wrong_lines_are_named_and_left_out()
    {
        var read = Read("time,value\n2015-03-01 01:00,4.5\n2015-13-01 01:00,4\n2015-03-01 03:00,x\n2015-03-01 05:00,-1\n2015-03-01 07:00,450\n2015-03-01 09:00,\n"
            + "2015-03-01 01:00,4.5\n2015-03-01 01:00,4.6\nnote\n2015-03-01 11:00,4.1\n");
        Assert.Equal(
            [(3, LineProblem.Time), (4, LineProblem.Value), (5, LineProblem.Range), (6, LineProblem.Range), (9, LineProblem.Contradicts), (10, LineProblem.Columns)],
            read.Bad.Select(b => (b.Line, b.Problem)));
        Assert.Equal((2, 1, 1), (read.Readings.Count, read.Missing, read.Repeated));
    }

    [Theory]
    [InlineData("2015-03-31 24:00,4.5")]
    [InlineData("31/03/2015 24h;4,5")]
    [InlineData("01/04/2015\t4,5")]
    public void The_last_hour_of_a_day_is_the_first_of_the_next(string line) =>
        Assert.Equal([new(new DateTime(2015, 4, 1), 4.5)], Read(line).Readings);

    [Fact]
    public void What_could_mean_two_things_is_not_guessed_at()
    {
        // 4.5 or 4 and 5; an hour of another zone; a month before a day; and what an instrument writes when it is broken.
        var read = Read("2015-03-01 01:00,4,5\n2015-03-01T01:00:00Z,4.5\n3/31/2015 01:00,4.5\n2015-03-01 03:00,-999\n2015-03-01 24:30,4\n2015-03-01 05:00,#N/A\n");
        Assert.Equal([LineProblem.Columns, LineProblem.Time, LineProblem.Time, LineProblem.Range, LineProblem.Time], read.Bad.Select(b => b.Problem));
        Assert.Equal((0, 1), (read.Readings.Count, read.Missing));
    }

    [Fact]
    public void A_lost_decimal_point_is_doubtful_and_a_spring_tide_is_not()
    {
        var values = Enumerable.Repeat("0.5,1.2,3.8,4.4,3.0,0.9", 40).SelectMany(v => v.Split(',')).ToList();
        values[100] = "30";
        values[99] = "4.0";
        var lines = values.Select((v, i) => $"{new DateTime(2015, 3, 1, 1, 0, 0).AddHours(2 * i):yyyy-MM-dd HH:mm},{v}");
        Assert.Equal((101, LineProblem.Doubtful), Read(string.Join('\n', lines)).Bad.Select(b => (b.Line, b.Problem)).Single());
    }

    [Fact]
    public void A_daily_maximum_needs_four_readings()
    {
        var lines = Enumerable.Range(0, 7).Select(i => $"2015-03-0{(i < 4 ? 1 : 2)} 0{i % 4 * 2 + 1}:00,{i}");
        Assert.Equal([new DayValue(new DateOnly(2015, 3, 1), 3, 0)], DailyMaxima.Of(Read(string.Join('\n', lines)).Readings));
    }

    [Fact]
    public void Nothing_is_fatal()
    {
        Assert.Empty(Read("").Readings);
        Assert.Equal(3, Read("%PDF-1.4 1\n\0\0,,,3\n;;9;;").Bad.Count);
    }

    private static StationFile Read(string text) => StationFile.Read(new StringReader(text));
}
