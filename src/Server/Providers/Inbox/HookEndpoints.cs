using System.Security.Cryptography;
using System.Text;
using TungNgo.Web;

namespace TungNgo.Providers.Inbox;

/// <summary>
/// Where providers tell what became of messages. Verified on the raw bytes, kept, answered: everything else happens afterwards, since
/// Zalo waits two seconds at most. The same event twice is kept once.
/// </summary>
internal static class HookEndpoints
{
    public const string Good = "Good", Forged = "Forged";

    public static void MapHooks(this IEndpointRouteBuilder routes)
    {
        var hooks = routes.MapGroup("/hooks").AllowAnonymous().DisableAntiforgery().RequireRateLimiting("hook").ExcludeFromDescription();
        string[] methods = [HttpMethods.Get, HttpMethods.Post];
        hooks.MapMethods("/{channel:guid}", methods, SignedAsync);
        hooks.MapMethods("/{channel:guid}/{key}", methods, AddressedAsync);
    }

    /// <param name="key">Of a provider that signs nothing; null for one that signs.</param>
    public static string AddressOf(ServerOptions options, Guid channel, string? key) => key is null ? $"{options.PublicUrl}/hooks/{channel}" : $"{options.PublicUrl}/hooks/{channel}/{key}";

    private static async Task<IResult> SignedAsync(Guid channel, HttpContext http, ChannelBook channels, ProviderBook providers, ChannelVault vault, InboxQueue inbox, CancellationToken ct)
    {
        var (account, provider) = Find(channel, HookProof.Signature, channels, providers, vault);
        var call = await HookCall.ReadAsync(http.Request, ct);
        var verdict = provider.Verify(account, call);
        ChannelMetrics.Hook(provider.Name, verdict);
        return verdict == Good ? await KeepAsync(channel, provider, call, inbox, ct) : throw new Refusal(Problems.Forbidden);
    }

    private static async Task<IResult> AddressedAsync(Guid channel, string key, HttpContext http, ChannelBook channels, ProviderBook providers, ChannelVault vault, InboxQueue inbox, CancellationToken ct)
    {
        var (account, provider) = Find(channel, HookProof.Address, channels, providers, vault);
        var known = account.Key(ChannelField.HookKey).Reveal();
        var good = known.Length > 0 && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(known)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        ChannelMetrics.Hook(provider.Name, good ? Good : Forged);
        return good ? await KeepAsync(channel, provider, await HookCall.ReadAsync(http.Request, ct), inbox, ct) : throw new Refusal(Problems.NotFound);
    }

    private static (ChannelAccount Account, Provider Provider) Find(Guid id, HookProof proof, ChannelBook channels, ProviderBook providers, ChannelVault vault) =>
        channels.Find(id) is { } channel && providers.Of(channel) is var provider && provider.Proof == proof ? (vault.Open(channel), provider) : throw new Refusal(Problems.NotFound);

    private static async Task<IResult> KeepAsync(Guid channel, Provider provider, HookCall call, InboxQueue inbox, CancellationToken ct)
    {
        var told = provider.Keep(call) ?? throw new Refusal(Problems.Invalid, "receipt");
        await inbox.KeepAsync(channel, told.Key, told.Body, ct);
        return TypedResults.Ok();
    }
}
