using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways.Zalo;
using TungNgo.Providers.Desk;
using TungNgo.Web;
using Secret = TungNgo.Gateways.Http.Secret;

namespace TungNgo.Providers.Zalo;

/// <summary>What an administrator does for an Official Account's tokens.</summary>
internal sealed class ZaloAccess(AppDb db, Writer writer, CurrentUser user, ChannelEdits edits, ChannelVault vault, ZaloProvider provider, ZaloTokenKeeper tokens)
{
    private static readonly string Verifier = ZaloProvider.Verifier.Name;

    /// <summary>Tokens copied by hand from Zalo's console, when the way by consent is closed.</summary>
    public async Task KeepTokensAsync(Guid id, string? access, string? refresh, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(access) || string.IsNullOrWhiteSpace(refresh))
        {
            throw new Refusal(Problems.ChannelTokens);
        }

        // How old a pasted token is nobody knows: with an hour left it is renewed before its first use, which also proves the pair.
        await KeepAsync(id, new ZaloTokenPair(new Secret(access.Trim()), new Secret(refresh.Trim()), TimeSpan.FromHours(1)), "zalo-token.by-hand", ct);
    }

    public async Task KeepAsync(Guid id, ZaloTokenPair pair, string action, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var channel = await edits.RequireAsync(id, ct);
        if (channel.Provider != provider.Name || channel.Settings.GetValueOrDefault(ZaloProvider.OaId.Name) is not { Length: > 0 } oaId)
        {
            throw new Refusal(Problems.ChannelProvider);
        }

        await edits.HoldAccountAsync(channel, ct);
        await tokens.KeepAsync(write, db, oaId, pair, ct);
        write.Changed(ChangeKind.Channel, id);
        write.Audit(action, id, channel.AreaId, null, new { OaId = oaId });
        await write.CommitAsync(ct);
    }

    /// <summary>The verifier of Zalo's consent: made once for an app and kept, since Zalo's console holds its challenge.</summary>
    public async Task<Secret> VerifierAsync(Guid id, CancellationToken ct)
    {
        var channel = await edits.RequireAsync(id, ct);
        if (vault.SecretsOf(channel).GetValueOrDefault(Verifier) is { } kept)
        {
            return kept;
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        await db.Entry(channel).ReloadAsync(ct);
        var appId = AppOf(channel);
        var others = await db.Channels.AsNoTracking().Where(c => c.Provider == provider.Name && c.Id != id).ToListAsync(ct);
        var sameApp = others.Where(c => AppOf(c) == appId && user.Can(Permission.ManageChannels, c.AreaId));
        var secrets = vault.SecretsOf(channel).ToDictionary(s => s.Key, s => s.Value.Reveal());
        secrets[Verifier] = secrets.GetValueOrDefault(Verifier)
            ?? (sameApp.Select(c => vault.SecretsOf(c).GetValueOrDefault(Verifier)).FirstOrDefault(v => v is not null) ?? ZaloTokens.MakeVerifier().Verifier).Reveal();
        channel.Secrets = vault.Seal(secrets);
        write.Changed(ChangeKind.Channel, id);
        write.Audit("channel.verifier", id, channel.AreaId, null, new { Secrets = Verifier });
        await write.CommitAsync(ct);
        return new Secret(secrets[Verifier]);
    }

    private static string? AppOf(Channel channel) => channel.Settings.GetValueOrDefault(ZaloProvider.AppId.Name);
}
