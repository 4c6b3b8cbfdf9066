using TungNgo.Gateways;
using TungNgo.Gateways.Http;
using TungNgo.Gateways.Sms;
using TungNgo.Gateways.Zalo;
using TungNgo.Simulators;
using TungNgo.Simulators.Common;
using TungNgo.Simulators.Sms;
using TungNgo.Simulators.Zalo;

namespace TungNgo.GatewayTests;

/// <summary>The simulators on a standing clock, and clients of ours that may call them.</summary>
internal sealed class Play : IAsyncDisposable
{
    /// <summary>10 in the morning in Vietnam.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);

    private Play(RunningSimulators simulators, HttpClient http)
    {
        Simulators = simulators;
        Http = http;
    }

    public RunningSimulators Simulators { get; }

    public HttpClient Http { get; }

    public VirtualClock Clock => Simulators.Clock;

    public PhoneLedger Ledger => Simulators.Ledger;

    public ZaloWorld World => Simulators.Of<ZaloWorld>();

    public SmsWorld Sms => Simulators.Of<SmsWorld>();

    /// <summary>How often a token was reported stale.</summary>
    public int StaleTokens { get; private set; }

    public string? Token { get; set; }

    public ZaloClient Zalo => new(Http, (stale, _) =>
    {
        StaleTokens += stale is null ? 0 : 1;
        if (Token is null || stale is not null)
        {
            Token = World.Oa.Keys.MakePair(Clock.GetUtcNow()).Access;
        }

        return ValueTask.FromResult<Secret?>(new Secret(Token));
    }, ZaloAddresses.At(Simulators.Address));

    public EsmsAccount Esms => new(new Secret(SmsWorld.ApiKey), new Secret(SmsWorld.SecretKey), SmsWorld.Brandname, Host: Simulators.Address);

    public static async Task<Play> StartAsync(DateTimeOffset? at = null, GuardOptions? guard = null)
    {
        var simulators = await RunningSimulators.StartAsync(new VirtualClock(at ?? Morning, standing: true));
        return new Play(simulators, GuardedHttp.Create((guard ?? new GuardOptions()) with { Simulators = [simulators.Address.Authority] }, simulators.Clock));
    }

    /// <summary>Somebody with the id "u1", the phone 84912345678, who wrote an hour ago.</summary>
    public ZaloUser Person(string id = "u1", string phone = "84912345678", bool follows = true, double? hours = 1)
    {
        ZaloControls.AddPerson(World, new ZaloPerson(id, phone, Follows: follows, HoursSinceInteraction: hours), Clock.GetUtcNow());
        return World.Oa.Users[id];
    }

    public static Outgoing To(string address, string text = "Nước mặn 4 g/l tại cống Cái Quanh", string key = "k1") => new(key, address, text);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Simulators.DisposeAsync();
    }
}
