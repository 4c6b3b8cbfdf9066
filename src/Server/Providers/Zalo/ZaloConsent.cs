using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TungNgo.Accounts;
using TungNgo.Gateways.Zalo;
using TungNgo.Providers.Desk;
using TungNgo.Web;

namespace TungNgo.Providers.Zalo;

/// <summary>The way of an Official Account's administrator through Zalo's consent and back, with the first pair of tokens.</summary>
internal sealed class ZaloConsent(ChannelEdits edits, ZaloAccess access, ZaloProvider provider, ChannelVault vault, CurrentUser user, ServerOptions options, IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Path = "/admin/channels/zalo";
    private static readonly TimeSpan Good = TimeSpan.FromHours(1);
    private readonly IDataProtector seal = protection.CreateProtector("zalo-consent");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, ([FromQuery(Name = "oa_id")] string? oaId, string? code, string? state, ZaloConsent consent, CancellationToken ct) => consent.FinishAsync(oaId, code, state, ct))
            .WithMetadata(new NeedsAttribute(Permission.ManageChannels)).ExcludeFromDescription();

    /// <summary>To be entered in Zalo's console, sign by sign.</summary>
    public Uri Callback => new($"{options.PublicUrl}{Path}");

    /// <summary>Where the administrator agrees. The state says who began with which account, and ends after an hour.</summary>
    public async Task<(Uri Page, string Challenge)> BeginAsync(Channel channel, CancellationToken ct)
    {
        var challenge = ZaloTokens.Challenge((await access.VerifierAsync(channel.Id, ct)).Reveal());
        var state = seal.Protect($"{channel.Id:n}.{user.UserId:n}.{clock.GetUtcNow().ToUnixTimeSeconds()}");
        return (provider.TokensOf(vault.Open(channel)).ConsentPage(Callback, challenge, state), challenge);
    }

    private async Task<RedirectHttpResult> FinishAsync(string? oaId, string? code, string? state, CancellationToken ct)
    {
        var channel = await edits.RequireAsync(Read(state), ct);
        // Agreed for another account than this channel's: its token would be kept under the wrong name.
        if (oaId is not null && channel.Settings.GetValueOrDefault(ZaloProvider.OaId.Name) != oaId)
        {
            throw new Refusal(Problems.ChannelConsent, ZaloProvider.OaId.Name);
        }

        if (string.IsNullOrEmpty(code))
        {
            throw new Refusal(Problems.ChannelConsent, "code");
        }

        var reply = await provider.TokensOf(vault.Open(channel)).ExchangeAsync(code, await access.VerifierAsync(channel.Id, ct), ct);
        if (!reply.Ok)
        {
            throw new Refusal(Problems.ChannelConsent, reply.Problem?.Code);
        }

        await access.KeepAsync(channel.Id, reply.Value, "zalo-token.consent", CancellationToken.None);
        return TypedResults.Redirect($"/admin/channels/{channel.Id}");
    }

    /// <returns>The channel of a state that this caller was given within the hour.</returns>
    private Guid Read(string? state)
    {
        try
        {
            var parts = seal.Unprotect(state ?? "").Split('.');
            var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture));
            return Guid.Parse(parts[1]) == user.UserId && clock.GetUtcNow() - at < Good ? Guid.Parse(parts[0]) : throw new Refusal(Problems.NotFound);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            throw new Refusal(Problems.NotFound);
        }
    }
}
