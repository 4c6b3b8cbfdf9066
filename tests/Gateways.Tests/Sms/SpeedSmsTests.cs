using System.Text;
using TungNgo.Gateways;
using TungNgo.Gateways.Http;
using TungNgo.Gateways.Sms;
using TungNgo.Simulators.Common;
using TungNgo.Simulators.Sms;

namespace TungNgo.GatewayTests.Sms;

public sealed class SpeedSmsTests
{
    private static readonly Dictionary<string, Outcome> Codes = new()
    {
        ["007"] = new Outcome.Failed(FailureScope.Channel, "007"),
        ["008"] = new Outcome.Failed(FailureScope.Channel, "008"),
        ["009"] = new Outcome.Failed(FailureScope.Channel, "009"),
        ["101"] = new Outcome.Failed(FailureScope.Message, "101"),
        ["105"] = new Outcome.Failed(FailureScope.Recipient, "105"),
        ["110"] = new Outcome.Failed(FailureScope.Message, "110"),
        ["113"] = new Outcome.Failed(FailureScope.Channel, "113"),
        ["300"] = new Outcome.RetryAfter(RetryReason.Backoff, null, "300"),
        ["500"] = new Outcome.Unknown("500"),
        ["777"] = new Outcome.RetryAfter(RetryReason.Backoff, null, "777"),
    };

    [Fact]
    public async Task Every_number_has_its_outcome()
    {
        await using var play = await Play.StartAsync();
        Assert.Equal(Codes.Keys.Where(code => code != "777").Order(), SpeedSmsGateway.Refusals.Keys.Order());
        foreach (var (code, expected) in Codes)
        {
            play.Simulators.Faults.Clear();
            play.Simulators.Faults.Add(new Fault("speedsms", FaultKind.Code, Code: code));
            Assert.Equal(expected, await Gateway(play).SendAsync(Play.To("84912345678"), CancellationToken.None));
        }
    }

    [Fact]
    public async Task A_message_is_shown_and_receipted()
    {
        await using var play = await Play.StartAsync();
        await using var receiver = await HookReceiver.StartAsync();
        play.Sms.Settings = new SmsSettings { SpeedSmsCallback = receiver.Url };
        play.Sms.SetPhone("84900000001", PhoneState.Off);
        var shown = (Outcome.Sent)await Gateway(play).SendAsync(Play.To("0912345678"), CancellationToken.None);
        var lost = (Outcome.Sent)await Gateway(play).SendAsync(Play.To("0900000001"), CancellationToken.None);
        await play.Simulators.AdvanceAsync(TimeSpan.FromSeconds(2));
        var receipts = receiver.Received.Select(hooked => SpeedSmsReceipt.Read(hooked.Body)!).ToDictionary(receipt => receipt.MessageId);
        Assert.Equal((SmsState.Delivered, "84912345678"), (receipts[shown.MessageId].State, receipts[shown.MessageId].Phone));
        Assert.Equal(SmsState.Failed, receipts[lost.MessageId].State);
        Assert.Equal("84912345678", play.Ledger.Find().Single().To);
        Assert.IsType<Finding.CannotTell>(await Gateway(play).FindAsync(Play.To("0912345678"), Play.Morning.UtcDateTime, CancellationToken.None));
    }

    [Fact]
    public async Task A_wrong_token_and_an_empty_purse_stop_the_channel()
    {
        await using var play = await Play.StartAsync();
        var wrong = new SpeedSmsGateway(play.Http, new SpeedSmsAccount(new Secret("x"), "TUNGNGO", play.Simulators.Address));
        Assert.Equal(Codes["008"], await wrong.SendAsync(Play.To("0912345678"), CancellationToken.None));
        Assert.Equal(Codes["008"], (await wrong.BalanceAsync(CancellationToken.None)).Problem);
        play.Sms.Balance = 100;
        Assert.Equal(100m, (await Gateway(play).BalanceAsync(CancellationToken.None)).Value);
        Assert.Equal(Codes["113"], await Gateway(play).SendAsync(Play.To("0912345678"), CancellationToken.None));
        Assert.Equal(Codes["110"], await Gateway(play).SendAsync(Play.To("0912345678", new string('a', 481)), CancellationToken.None));
    }

    [Theory]
    [InlineData("""{"type":"report","tranId":7,"phone":"84912345678","status":0}""", SmsState.Delivered)]
    [InlineData("""{"tranId":"7","phone":"84912345678","status":"12"}""", SmsState.OnTheWay)]
    [InlineData("""{"type":"report","tranId":7,"status":64}""", SmsState.Failed)]
    [InlineData("""{"type":"sms","tranId":7,"status":0}""", null)]
    [InlineData("""{"tranId":7}""", null)]
    [InlineData("[", null)]
    public void Receipts_are_read_as_samples_show_them(string body, SmsState? expected) =>
        Assert.Equal(expected, SpeedSmsReceipt.Read(Encoding.UTF8.GetBytes(body))?.State);

    private static SpeedSmsGateway Gateway(Play play) => new(play.Http, new SpeedSmsAccount(new Secret(SmsWorld.Token), "TUNGNGO", play.Simulators.Address));
}
