using System.Globalization;
using CsCheck;
using TungNgo.Gateways.Sms;

namespace TungNgo.GatewayTests.Sms;

/// <summary>Decree 91/2020.</summary>
public sealed class RuleTests
{
    private const string Ad = "[QC] Giảm giá phân bón. Từ chối: soạn TC gửi 1234";
    private const string OptOut = "TC gửi 1234";

    // Vietnam's time of day, and when an advertisement may go.
    [Theory]
    [InlineData("06:59:59", "07:00:00")]
    [InlineData("07:00:00", null)]
    [InlineData("21:59:59", null)]
    [InlineData("22:00:00", "07:00:00")]
    [InlineData("00:00:00", "07:00:00")]
    public void Advertisements_go_by_day(string time, string? until)
    {
        var day = new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);
        var now = day + TimeSpan.Parse(time, CultureInfo.InvariantCulture) - TimeSpan.FromHours(7);
        var ruling = SmsRules.Check(SmsClass.Advertising, "TUNGNGO", Ad, now, [], optOut: OptOut);
        if (until is null)
        {
            Assert.IsType<SmsRuling.Allowed>(ruling);
        }
        else
        {
            var open = day + TimeSpan.Parse(until, CultureInfo.InvariantCulture) - TimeSpan.FromHours(7);
            Assert.Equal(new SmsRuling.Wait(open < now ? open.AddDays(1) : open, "window"), ruling);
        }

        // A warning goes whenever it must.
        Assert.IsType<SmsRuling.Allowed>(SmsRules.Check(SmsRules.ClassOf(SmsPurpose.Emergency), "TUNGNGO", "Nước lên nhanh", now, []));
    }

    [Fact]
    public void Three_a_day_then_wait_for_the_first_of_them_to_be_a_day_old()
    {
        var now = new DateTime(2026, 3, 2, 3, 0, 0, DateTimeKind.Utc);
        DateTime[] sent = [now.AddHours(-2), now.AddHours(-23), now.AddHours(-1), now.AddHours(-30)];
        Assert.Equal(new SmsRuling.Wait(now.AddHours(1), "three-a-day"), SmsRules.Check(SmsClass.Advertising, "TUNGNGO", Ad, now, sent, optOut: OptOut));
        Assert.IsType<SmsRuling.Allowed>(SmsRules.Check(SmsClass.Advertising, "TUNGNGO", Ad, now.AddHours(1), sent, optOut: OptOut));
        Assert.IsType<SmsRuling.Allowed>(SmsRules.Check(SmsClass.CustomerCare, "TUNGNGO", Ad, now, sent));
    }

    [Theory]
    [InlineData(SmsPurpose.Emergency, SmsClass.Administrative)]
    [InlineData(SmsPurpose.PublicInterest, SmsClass.Administrative)]
    [InlineData(SmsPurpose.ServiceNotice, SmsClass.CustomerCare)]
    [InlineData(SmsPurpose.Promotion, SmsClass.Advertising)]
    public void Only_promotion_is_advertising(SmsPurpose purpose, SmsClass expected) => Assert.Equal(expected, SmsRules.ClassOf(purpose));

    [Theory]
    [InlineData("TUNGNGO", true)]
    [InlineData("UBND.TK-1_2", true)]
    [InlineData("Long Phu 1", true)]
    [InlineData("ABCDEFGHIJK", true)]
    [InlineData("ABCDEFGHIJKL", false)]
    [InlineData("", false)]
    [InlineData(" TUNGNGO", false)]
    [InlineData("0912345678", false)]
    [InlineData("TừngNgõ", false)]
    public void A_brandname_has_eleven_plain_letters_at_most(string name, bool good)
    {
        Assert.Equal(good, SmsRules.Brandname(name));
        var ruling = SmsRules.Check(SmsClass.Administrative, name, "x", DateTime.UnixEpoch, []);
        Assert.Equal(good ? new SmsRuling.Allowed() : new SmsRuling.Refused("brandname"), ruling);
    }

    [Fact]
    public void An_advertisement_bears_its_label_and_the_way_out_and_respects_a_refusal()
    {
        var noon = new DateTime(2026, 3, 2, 5, 0, 0, DateTimeKind.Utc);
        Assert.Equal(new SmsRuling.Refused("label"), SmsRules.Check(SmsClass.Advertising, "TUNGNGO", "Giảm giá " + OptOut, noon, [], optOut: OptOut));
        Assert.Equal(new SmsRuling.Refused("opt-out"), SmsRules.Check(SmsClass.Advertising, "TUNGNGO", "[AD] Giảm giá", noon, [], optOut: OptOut));
        Assert.Equal(new SmsRuling.Refused("do-not-call"), SmsRules.Check(SmsClass.Advertising, "TUNGNGO", Ad, noon, [], doNotCall: true, optOut: OptOut));
    }

    [Fact]
    public void No_advertisement_ever_goes_outside_the_day_or_as_a_fourth()
    {
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Gen.Select(Gen.Int[0, 60 * 24 * 10], Gen.Int[0, 60 * 24 * 10].Array[0, 8]).Sample((minute, earlier) =>
        {
            var now = start.AddMinutes(minute);
            DateTime[] sent = [.. earlier.Select(m => start.AddMinutes(m)).Where(at => at <= now)];
            var ruling = SmsRules.Check(SmsClass.Advertising, "TUNGNGO", Ad, now, sent, optOut: OptOut);
            var at = ruling is SmsRuling.Wait wait ? wait.Until : now;
            return at >= now && at.AddHours(7).Hour is >= 7 and < 22 && sent.Count(old => old > at.AddHours(-24)) < 3
                && (ruling is SmsRuling.Allowed || at > now);
        });
    }
}
