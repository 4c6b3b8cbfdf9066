using TungNgo.Gateways;
using TungNgo.Gateways.Zalo;
using TungNgo.Simulators.Zalo;

namespace TungNgo.GatewayTests.Zalo;

public sealed class TemplateTests
{
    private static readonly Dictionary<string, string> Filled = new() { ["station"] = "Cái Quanh", ["value"] = "4,1" };

    [Fact]
    public async Task A_template_by_phone_carries_our_key_and_tells_what_is_left_of_the_day()
    {
        await using var play = await WithTemplate();
        play.World.Oa.Quota.Set(2);
        var gateway = new ZbsPhoneGateway(play.Zalo);
        var first = Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Message("0912 345 678", "k1"), CancellationToken.None));
        Assert.Equal(1, first.QuotaLeft);
        var shown = play.Ledger.Find("84912345678", "zbs-phone").Single();
        Assert.Equal(("k1", "Cảnh báo mặn: Cái Quanh · 4,1"), (shown.Key, shown.Text));
        Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Message("84912345678", "k2"), CancellationToken.None));
        Assert.Equal(new Outcome.RetryAfter(RetryReason.QuotaTomorrow, null, "-144"), await gateway.SendAsync(Message("84912345678", "k3"), CancellationToken.None));
        Assert.IsType<Outcome.Sent>(await new ZbsPhoneGateway(play.Zalo, beyondQuota: true).SendAsync(Message("84912345678", "k4"), CancellationToken.None));
        Assert.Equal(new ZbsDailyQuota(2, 0), (await new ZaloAccount(play.Zalo).TemplateQuotaAsync(CancellationToken.None)).Value);
        play.Clock.Advance(TimeSpan.FromDays(1));
        Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Message("84912345678", "k3"), CancellationToken.None));
        Assert.IsType<Finding.CannotTell>(await gateway.FindAsync(Message("84912345678", "k3"), Play.Morning.UtcDateTime, CancellationToken.None));
    }

    [Fact]
    public async Task Night_template_and_person_each_have_their_say()
    {
        await using var play = await WithTemplate();
        var gateway = new ZbsPhoneGateway(play.Zalo);
        Assert.Equal(new Outcome.Failed(FailureScope.Recipient, "-118"), await gateway.SendAsync(Message("84987654321", "k"), CancellationToken.None));
        Assert.Equal(new Outcome.Failed(FailureScope.Recipient, "phone"), await gateway.SendAsync(Message("02993 822 333", "k"), CancellationToken.None));
        Assert.Equal(new Outcome.Failed(FailureScope.Message, "no-template"), await gateway.SendAsync(Play.To("84912345678"), CancellationToken.None));
        Assert.Equal(new Outcome.Failed(FailureScope.Message, "-1122"), await gateway.SendAsync(Message("84912345678", "k") with { Template = new TemplateUse("salt", new Dictionary<string, string>()) }, CancellationToken.None));
        Assert.Equal(new Outcome.Failed(FailureScope.Message, "-1121"), await gateway.SendAsync(Message("84912345678", "k") with { Template = new TemplateUse("salt", new Dictionary<string, string> { ["station"] = new string('a', 31), ["value"] = "1" }) }, CancellationToken.None));
        Assert.Equal(new Outcome.Failed(FailureScope.Message, "-109"), await gateway.SendAsync(Message("84912345678", "k") with { Template = new TemplateUse("none", Filled) }, CancellationToken.None));
        foreach (var (status, code) in new[] { (2, "-131"), (3, "-131"), (4, "-146") })
        {
            play.World.Oa.Templates["salt"].Status = status;
            Assert.Equal(new Outcome.Failed(FailureScope.Message, code), await gateway.SendAsync(Message("84912345678", "k"), CancellationToken.None));
        }

        play.World.Oa.Templates["salt"].Status = 1;
        // 10:00 + 12 h is 22:00, when the night begins.
        play.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Message("84912345678", "k"), CancellationToken.None));
        play.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new Outcome.RetryAfter(RetryReason.Night, null, "-133"), await gateway.SendAsync(Message("84912345678", "k"), CancellationToken.None));
        play.Clock.Advance(TimeSpan.FromHours(8));
        Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Message("84912345678", "k"), CancellationToken.None));
        play.World.Oa.Users["u1"].Refuses = true;
        Assert.Equal(new Outcome.OptedOut("-141"), await gateway.SendAsync(Message("84912345678", "k"), CancellationToken.None));
        play.World.Oa.Users["u1"].Refuses = false;
        play.World.Oa.Quota.Wallet = 0;
        Assert.Equal(new Outcome.Failed(FailureScope.Channel, "-115"), await gateway.SendAsync(Message("84912345678", "k"), CancellationToken.None));
    }

    [Fact]
    public async Task A_template_by_user_id_needs_no_window()
    {
        await using var play = await WithTemplate();
        play.World.Oa.Users["u1"].LastInteraction = Play.Morning.AddDays(-40);
        var gateway = new ZbsUserGateway(play.Zalo);
        Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Message("u1", "k"), CancellationToken.None));
        Assert.Single(play.Ledger.Find("u1", "zbs-user"));
        Assert.Equal(new Outcome.Failed(FailureScope.Message, "no-template"), await gateway.SendAsync(Play.To("u1"), CancellationToken.None));
        Assert.IsType<Finding.CannotTell>(await gateway.FindAsync(Message("u1", "k"), Play.Morning.UtcDateTime, CancellationToken.None));
    }

    [Fact]
    public async Task Templates_are_listed_with_state_and_fields()
    {
        await using var play = await WithTemplate();
        play.World.Oa.Templates["draft"] = new ZaloTemplate("draft", "Bản nháp", 2, new Dictionary<string, int>()) { Status = 2 };
        var account = new ZaloAccount(play.Zalo);
        Assert.Equal([("salt", ZbsTemplateStatus.Enabled), ("draft", ZbsTemplateStatus.Pending)],
            (await account.TemplatesAsync(0, CancellationToken.None)).Value!.Select(template => (template.Id, template.Status)));
        Assert.Equal([new ZbsTemplateField("station", 30), new ZbsTemplateField("value", 20)], (await account.TemplateAsync("salt", CancellationToken.None)).Value!.Fields);
        Assert.Equal(new Outcome.Failed(FailureScope.Message, "-109"), (await account.TemplateAsync("none", CancellationToken.None)).Problem);
    }

    [Fact]
    public async Task The_quota_climbs_after_seven_good_days_and_falls_when_people_complain()
    {
        await using var play = await WithTemplate();
        var quota = play.World.Oa.Quota;
        quota.Set(500);
        quota.Turn(play.Clock.GetUtcNow());
        for (var day = 0; day < 7; day++)
        {
            for (var i = 0; i < 150; i++)
            {
                quota.Take($"{day}-{i}", true);
            }

            Assert.Equal(500, quota.Daily);
            quota.Turn(play.Clock.GetUtcNow().AddDays(day + 1));
        }

        Assert.Equal(2000, quota.Daily);
        quota.Complain(40);
        Assert.Equal(2000, quota.Daily);
        quota.Complain(1);
        Assert.Equal(500, quota.Daily);
    }

    private static Outgoing Message(string to, string key) => new(key, to, "", new TemplateUse("salt", Filled));

    private static async Task<Play> WithTemplate()
    {
        var play = await Play.StartAsync();
        play.Person();
        play.World.Oa.Templates["salt"] = new ZaloTemplate("salt", "Cảnh báo mặn", 2, new Dictionary<string, int> { ["station"] = 30, ["value"] = 20 });
        return play;
    }
}
