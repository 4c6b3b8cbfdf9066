using TungNgo.Gateways;
using TungNgo.Gateways.Sms;
using TungNgo.Simulators.Common;
using TungNgo.Simulators.Sms;

namespace TungNgo.GatewayTests.Sms;

public sealed class EsmsTests
{
    private static readonly Dictionary<string, Outcome> Codes = new()
    {
        ["99"] = new Outcome.Failed(FailureScope.Recipient, "99"),
        ["101"] = new Outcome.Failed(FailureScope.Channel, "101"),
        ["102"] = new Outcome.Failed(FailureScope.Channel, "102"),
        ["103"] = new Outcome.Failed(FailureScope.Channel, "103"),
        ["104"] = new Outcome.Failed(FailureScope.Channel, "104"),
        ["107"] = new Outcome.Failed(FailureScope.Message, "107"),
        ["108"] = new Outcome.Failed(FailureScope.Recipient, "108"),
        ["110"] = new Outcome.Failed(FailureScope.Message, "110"),
        ["118"] = new Outcome.Failed(FailureScope.Channel, "118"),
        ["120"] = new Outcome.Failed(FailureScope.Message, "120"),
        ["140"] = new Outcome.Failed(FailureScope.Channel, "140"),
        ["146"] = new Outcome.Failed(FailureScope.Message, "146"),
        ["177"] = new Outcome.Failed(FailureScope.Recipient, "177"),
        ["204"] = new Outcome.Failed(FailureScope.Channel, "204"),
        ["210"] = new Outcome.Failed(FailureScope.Message, "210"),
        ["300"] = new Outcome.Failed(FailureScope.Message, "300"),
        ["999"] = new Outcome.RetryAfter(RetryReason.Backoff, null, "999"),
    };

    [Fact]
    public async Task Every_number_has_its_outcome()
    {
        await using var play = await Play.StartAsync();
        Assert.Equal(Codes.Keys.Where(code => code != "999").Order(), EsmsGateway.Refusals.Keys.Order());
        var gateway = new EsmsGateway(play.Http, play.Esms);
        foreach (var (code, expected) in Codes)
        {
            play.Simulators.Faults.Clear();
            play.Simulators.Faults.Add(new Fault("esms", FaultKind.Code, Code: code));
            Assert.Equal(expected, await gateway.SendAsync(Play.To("84912345678"), CancellationToken.None));
        }
    }

    [Fact]
    public async Task The_simulated_provider_refuses_what_the_real_one_would()
    {
        await using var play = await Play.StartAsync();
        var gateway = new EsmsGateway(play.Http, play.Esms);
        play.Sms.SetPhone("84900000001", PhoneState.Blocked);
        play.Sms.SetPhone("84900000002", PhoneState.OtherNetwork);
        Assert.Equal(Codes["99"], await gateway.SendAsync(Play.To("0900000001"), CancellationToken.None));
        Assert.Equal(Codes["177"], await gateway.SendAsync(Play.To("0900000002"), CancellationToken.None));
        Assert.Equal(Codes["101"], await new EsmsGateway(play.Http, play.Esms with { ApiKey = new("other") }).SendAsync(Play.To("0912345678"), CancellationToken.None));
        Assert.Equal(Codes["104"], await new EsmsGateway(play.Http, play.Esms with { Brandname = "OTHER" }).SendAsync(Play.To("0912345678"), CancellationToken.None));
        Assert.Equal(Codes["118"], await new EsmsGateway(play.Http, play.Esms with { SmsType = "9" }).SendAsync(Play.To("0912345678"), CancellationToken.None));
        Assert.Equal(Codes["107"], await new EsmsGateway(play.Http, play.Esms with { SmsType = "1" }).SendAsync(Play.To("0912345678"), CancellationToken.None));
        play.Sms.Settings = new SmsSettings { Templates = ["Canh bao man"] };
        Assert.Equal(Codes["146"], await gateway.SendAsync(Play.To("0912345678", "Giam gia"), CancellationToken.None));
        play.Sms.Balance = 849;
        Assert.Equal(Codes["103"], await gateway.SendAsync(Play.To("0912345678", "Canh bao man 4 g/l"), CancellationToken.None));
        Assert.Equal(new Outcome.Failed(FailureScope.Recipient, "phone"), await gateway.SendAsync(Play.To("115"), CancellationToken.None));
        Assert.Equal(0, play.Ledger.Count);
    }

    [Fact]
    public async Task The_same_key_is_sent_once_a_day_and_found_whatever_the_day()
    {
        // 23:30 in Vietnam.
        await using var play = await Play.StartAsync(Play.Morning.AddHours(13.5));
        var gateway = new EsmsGateway(play.Http, play.Esms);
        var started = play.Clock.GetUtcNow().UtcDateTime;
        var first = Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Play.To("84912345678"), CancellationToken.None));
        Assert.False(first.Repeated);
        Assert.Equal(new Outcome.Sent("k1", Repeated: true), await gateway.SendAsync(Play.To("84912345678"), CancellationToken.None));
        Assert.Equal("k1", play.Ledger.Find("84912345678", "sms").Single().Key);
        play.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new Finding.Found(first.MessageId), await gateway.FindAsync(Play.To("84912345678"), started, CancellationToken.None));
        // After midnight the provider has forgotten the key; that is why one asks first.
        Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Play.To("84912345678"), CancellationToken.None));
        Assert.Single(play.Ledger.Duplicates(byText: false));
    }

    [Fact]
    public async Task An_attempt_is_looked_up_through_all_pages_of_the_list()
    {
        await using var play = await Play.StartAsync();
        var gateway = new EsmsGateway(play.Http, play.Esms);
        for (var i = 0; i < 1100; i++)
        {
            play.Sms.Take(new SmsMessage("esms", $"m{i}", "84912345678", "x", $"key{i}", $"key{i}", "2", play.Clock.GetUtcNow(), null), 0);
        }

        Assert.Equal(new Finding.Found("m1099"), await gateway.FindAsync(Play.To("84912345678", key: "key1099"), Play.Morning.UtcDateTime, CancellationToken.None));
        Assert.IsType<Finding.Absent>(await gateway.FindAsync(Play.To("84912345678", key: "other"), Play.Morning.UtcDateTime, CancellationToken.None));
        play.Simulators.Faults.Add(new Fault("esms", FaultKind.ErrorBefore));
        Assert.IsType<Finding.CannotTell>(await gateway.FindAsync(Play.To("84912345678", key: "key1"), Play.Morning.UtcDateTime, CancellationToken.None));
    }

    [Theory]
    [InlineData("On", SmsState.Delivered)]
    [InlineData("Off", SmsState.Failed)]
    public async Task A_receipt_comes_back_with_our_key(string phone, SmsState expected)
    {
        await using var play = await Play.StartAsync();
        await using var receiver = await HookReceiver.StartAsync();
        play.Sms.SetPhone("84912345678", Enum.Parse<PhoneState>(phone));
        play.Sms.Settings = new SmsSettings { DuplicateProbability = 1 };
        receiver.Answers.Enqueue(500);
        var gateway = new EsmsGateway(play.Http, play.Esms with { CallbackUrl = new(receiver.Url + "?token=t") });
        var sent = (Outcome.Sent)await gateway.SendAsync(Play.To("0912345678", key: "key-1"), CancellationToken.None);
        await play.Simulators.AdvanceAsync(TimeSpan.FromMinutes(5));
        var receipts = receiver.Received.Select(hooked => EsmsReceipt.Read(hooked.Query)).ToList();
        Assert.Equal(3, receipts.Count);
        Assert.Single(receipts.Distinct());
        Assert.Equal((sent.MessageId, "key-1", "84912345678", expected), (receipts[0]!.MessageId, receipts[0]!.Key, receipts[0]!.Phone, receipts[0]!.State));
        Assert.Equal(expected == SmsState.Delivered ? 1 : 0, play.Ledger.Count);
    }

    [Theory]
    [InlineData("SMSID=a&SendStatus=5&SendSuccess=1&SendFailed=0", SmsState.Delivered)]
    [InlineData("smsid=a&sendstatus=5&sendsuccess=1", SmsState.Delivered)]
    [InlineData("SMSID=a&SendStatus=5&SendSuccess=0&SendFailed=1", SmsState.Failed)]
    [InlineData("SMSID=a&SendStatus=4", SmsState.Failed)]
    [InlineData("SMSID=a&SendStatus=7&SendSuccess=0", SmsState.OnTheWay)]
    [InlineData("SMSID=a&SendStatus=2", SmsState.OnTheWay)]
    [InlineData("SMSID=a", null)]
    [InlineData("SendStatus=5", null)]
    [InlineData("", null)]
    public void Receipts_are_read_in_any_spelling(string query, SmsState? expected) =>
        Assert.Equal(expected, EsmsReceipt.Read(query.Split('&').Select(pair => KeyValuePair.Create(pair.Split('=')[0], (string?)pair.Split('=')[^1])))?.State);

    [Fact]
    public async Task The_balance_can_be_asked_and_the_sandbox_shows_nothing()
    {
        await using var play = await Play.StartAsync();
        play.Sms.Balance = 12_345;
        Assert.Equal(12_345m, (await new EsmsGateway(play.Http, play.Esms).BalanceAsync(CancellationToken.None)).Value);
        Assert.Equal(Codes["101"], (await new EsmsGateway(play.Http, play.Esms with { SecretKey = new("x") }).BalanceAsync(CancellationToken.None)).Problem);
        Assert.IsType<Outcome.Sent>(await new EsmsGateway(play.Http, play.Esms with { Sandbox = true }).SendAsync(Play.To("0912345678"), CancellationToken.None));
        Assert.Equal((0, 12_345m), (play.Ledger.Count, play.Sms.Balance));
    }
}
