namespace TungNgo.Gateways.Zalo;

/// <summary>Zalo's three hosts; all of them the simulator's in tests and in the demo.</summary>
public sealed record ZaloAddresses(Uri OAuth, Uri Open, Uri Business)
{
    public static readonly ZaloAddresses Real = new(
        new Uri("https://oauth.zaloapp.com"), new Uri("https://openapi.zalo.me"), new Uri("https://business.openapi.zalo.me"));

    public static ZaloAddresses At(Uri simulator) => new(simulator, simulator, simulator);
}
