using TungNgo.Web;

namespace TungNgo.Tests.Web;

public sealed class FormatTests
{
    [Theory]
    [InlineData(26291L, "26.291")]
    [InlineData(0L, "0")]
    [InlineData(-1204L, "-1.204")]
    [InlineData(null, "—")]
    public void Numbers_are_written_as_Vietnamese_write_them(long? value, string text) => Assert.Equal(text, Formats.Number(value));

    [Theory]
    [InlineData(0.506, "50,6\u00a0%")]
    [InlineData(1.0, "100,0\u00a0%")]
    [InlineData(double.NaN, "—")]
    [InlineData(null, "—")]
    public void Shares_are_per_cent_with_one_decimal(double? share, string text) => Assert.Equal(text, Formats.Percent(share));

    [Theory]
    [InlineData(3L, 4L, "75,0\u00a0%")]
    [InlineData(0L, 4L, "0,0\u00a0%")]
    [InlineData(0L, 0L, "—")]
    [InlineData(null, 4L, "—")]
    public void A_share_of_nothing_is_missing_and_not_zero(long? part, long? whole, string text) => Assert.Equal(text, Formats.Ratio(part, whole));

    [Fact]
    public void Days_and_times_are_those_of_Vietnam()
    {
        Assert.Equal("05/10/2024", Formats.Day(new DateOnly(2024, 10, 5)));
        Assert.Equal("06/10/2024 06:30", Formats.Instant(new DateTime(2024, 10, 5, 23, 30, 0, DateTimeKind.Utc)));
        Assert.Equal("—", Formats.Day(null));
    }

    [Theory]
    [InlineData("05/10/2024")]
    [InlineData("5/10/24")]
    [InlineData(" 5-10-2024 ")]
    [InlineData("5.10.2024")]
    [InlineData("5 10 2024")]
    [InlineData("05102024")]
    [InlineData("2024-10-05")]
    public void A_day_is_read_however_it_is_typed_and_the_day_before_the_month(string text) => Assert.Equal(new DateOnly(2024, 10, 5), Formats.DayTyped(text));

    [Theory]
    [InlineData("31/02/2024")]
    [InlineData("10/13/2024")]
    [InlineData("x")]
    [InlineData("5/10")]
    [InlineData("5102024")]
    [InlineData("0/1/2024")]
    public void What_is_no_day_is_not_taken_for_nothing(string text)
    {
        Assert.Null(Formats.DayOf(text));
        Assert.Equal(Problems.DayUnreadable, Assert.Throws<Refusal>(() => Formats.DayTyped(text)).Problem);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void No_day_is_no_day(string? text) => Assert.Null(Formats.DayTyped(text));

    [Theory]
    [InlineData("10/2024")]
    [InlineData("102024")]
    [InlineData("2024-10")]
    [InlineData("10-2024")]
    public void A_month_is_read_however_it_is_typed(string text) => Assert.Equal(new DateOnly(2024, 10, 1), Formats.MonthOf(text));

    [Theory]
    [InlineData("/teams?area=1", "/teams?area=1")]
    [InlineData("/", "/")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    [InlineData(null, "/")]
    public void Only_addresses_of_this_site_are_returned_to(string? asked, string given) => Assert.Equal(given, Addresses.Local(asked));
}
