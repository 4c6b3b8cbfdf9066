using TungNgo.Gateways;
using TungNgo.Gateways.Zalo;
using TungNgo.Simulators.Common;

namespace TungNgo.GatewayTests.Zalo;

/// <summary>Written down once more, from Zalo's lists and not from the code, so that a slip in either shows.</summary>
public sealed class ErrorTableTests
{
    private static readonly Dictionary<string, int[]> Oa = new()
    {
        ["token"] = [-216, -220],
        ["rate"] = [-32],
        ["backoff"] = [-200, -214],
        ["picture"] = [-100],
        ["tomorrow"] = [-211],
        ["recipient-tomorrow"] = [-218],
        ["night"] = [-234],
        ["next"] = [-213, -217, -227, -230, -232, -237, -244, -305, -311, -403],
        ["message"] = [-201, -210, -233, -238, -241, -248, -249],
        ["channel"] = [-204, -205, -209, -212, -219, -221, -223, -224, -235, -240, -242, -320, -321, 112],
    };

    private static readonly Dictionary<string, int[]> Zbs = new()
    {
        ["token"] = [-124],
        ["unknown"] = [-100],
        ["tomorrow"] = [-144, -147, -1441],
        ["night"] = [-133],
        ["next"] = [-108, -114, -118, -119],
        ["out"] = [-139, -141],
        ["message"] = [-109, -110, -111, -112, -1121, -1122, -1124, -131, -146, -148, -149, -150, -151, -152, -153],
        ["channel"] = [-101, -102, -103, -104, -105, -115, -117, -126, -127, -135, -1351, -136, -137, 112],
    };

    [Fact]
    public async Task Every_number_of_the_account_interface_has_its_outcome()
    {
        await using var play = await Play.StartAsync();
        play.Person();
        await Check(play, Oa, new ZaloCsGateway(play.Zalo), Play.To("u1"));
        play.Simulators.Faults.Clear();
        Assert.IsType<Outcome.Sent>(await new ZaloCsGateway(play.Zalo).SendAsync(Play.To("u1"), CancellationToken.None));
    }

    [Fact]
    public async Task Every_number_of_the_template_interface_has_its_outcome()
    {
        await using var play = await Play.StartAsync();
        var message = Play.To("84912345678") with { Template = new TemplateUse("t", new Dictionary<string, string>()) };
        await Check(play, Zbs, new ZbsPhoneGateway(play.Zalo), message);
        // Templates by user id answer with both lists.
        foreach (var (kind, codes) in Oa.Concat(Zbs))
        {
            foreach (var code in codes.Where(code => code != -100))
            {
                Assert.Equal(Expected(kind, code), ZaloErrors.ToOutcome(code, ZaloErrors.ZbsByUser));
            }
        }
    }

    [Fact]
    public void Nothing_stands_in_the_tables_that_is_not_checked_here()
    {
        // OAuth's and the template editor's numbers come up elsewhere.
        Assert.Equal(Oa.Values.SelectMany(codes => codes).Concat([-14002, -14003]).Order(), ZaloErrors.Oa.Keys.Order());
        Assert.Equal(Zbs.Values.SelectMany(codes => codes).Concat([-1091]).Order(), ZaloErrors.Zbs.Keys.Order());
    }

    [Fact]
    public void A_number_that_nobody_has_written_down_is_tried_again_for_as_long_as_the_ledger_allows() =>
        Assert.Equal(new Outcome.RetryAfter(RetryReason.Backoff, null, "-9999"), ZaloErrors.ToOutcome(-9999, ZaloErrors.Oa));

    private static async Task Check(Play play, Dictionary<string, int[]> table, IGateway gateway, Outgoing message)
    {
        foreach (var (kind, codes) in table)
        {
            foreach (var code in codes)
            {
                play.Simulators.Faults.Clear();
                play.Simulators.Faults.Add(new Fault("zalo", FaultKind.Code, Code: $"{code}"));
                Assert.Equal(Expected(kind, code), await gateway.SendAsync(message, CancellationToken.None));
                Assert.Equal(kind == "token" ? 2 : 1, play.Simulators.Faults.List().Single().Hits);
            }
        }

        Assert.Equal(0, play.Ledger.Count);
    }

    private static Outcome Expected(string kind, int code) => kind switch
    {
        "rate" => new Outcome.RetryAfter(RetryReason.RateLimited, null, $"{code}"),
        "backoff" => new Outcome.RetryAfter(RetryReason.Backoff, null, $"{code}"),
        "picture" => new Outcome.RetryAfter(RetryReason.PictureExpired, null, $"{code}"),
        "tomorrow" => new Outcome.RetryAfter(RetryReason.QuotaTomorrow, null, $"{code}"),
        "recipient-tomorrow" => new Outcome.RetryAfter(RetryReason.RecipientTomorrow, null, $"{code}"),
        "night" => new Outcome.RetryAfter(RetryReason.Night, null, $"{code}"),
        "next" => new Outcome.Failed(FailureScope.Recipient, $"{code}"),
        "message" => new Outcome.Failed(FailureScope.Message, $"{code}"),
        "out" => new Outcome.OptedOut($"{code}"),
        "unknown" => new Outcome.Unknown($"{code}"),
        // A new token that is refused as well is a matter for a person.
        _ => new Outcome.Failed(FailureScope.Channel, $"{code}"),
    };
}
