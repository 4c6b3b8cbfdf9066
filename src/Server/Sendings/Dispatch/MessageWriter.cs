using System.Buffers.Text;
using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Words;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Gateways;
using TungNgo.Providers;

namespace TungNgo.Sendings.Dispatch;

/// <summary>Fills the gateways' messages for rows of one channel. What they say is <see cref="Messages"/>'.</summary>
internal sealed class MessageWriter(IDbContextFactory<AppDb> databases, VersionTexts versions, ProviderBook providers, OptOutTokens tokens, ServerOptions options)
{
    public async Task<List<Outgoing>> WriteAsync(Channel channel, IReadOnlyList<Delivery> rows, DateTime now, CancellationToken ct)
    {
        var keys = channel.Kind == ChannelKind.WebPush ? await PushKeysAsync(rows, ct) : null;
        var provider = providers.Of(channel);
        var messages = new List<Outgoing>(rows.Count);
        foreach (var row in rows)
        {
            var version = await versions.GetAsync(row.VersionId, ct);
            var text = version.Texts.GetValueOrDefault(row.Language) ?? version.Texts["vi"];
            var notice = Notice.Of(version.Version, text, version.Code, options);
            if (notice.StopLink is not null && AddressOf(channel.Kind, row.To) is { } address)
            {
                notice = notice with { StopLink = options.StopLinkTo(await tokens.MakeAsync(address, row.To, ct)) };
            }

            messages.Add(new Outgoing(
                row.Id.ToString("n"), row.To, Messages.Write(channel.Kind.Family(), notice), Template(channel, version, row.Language, notice),
                text.CardId is { } card ? await provider.PictureAsync(channel, card, ct) : null,
                Push: keys is not null && row.ContactId is { } contact ? keys.GetValueOrDefault(contact) : null,
                Lifetime: version.Version.ValidTo - now, Urgent: row.Emergency));
        }

        return messages;
    }

    /// <summary>Whose link a message carries; a talk in Zalo is stopped by a word, and other ways have their own button.</summary>
    private static OptOutAddress? AddressOf(ChannelKind kind, string to) =>
        kind.GoesByPhone() ? OptOutAddress.Phone : kind == ChannelKind.ZbsUser && to.All(char.IsAsciiDigit) ? OptOutAddress.ZaloUser : null;

    private static TemplateUse? Template(Channel channel, VersionText version, string language, Notice notice) =>
        channel.Kind.TakesTemplates() && (channel.TemplateFor(version.Kind, language) ?? channel.TemplateFor(version.Kind, "vi")) is { } template
            ? new TemplateUse(template, Messages.Blanks(notice, version.Version.ValidFrom))
            : null;

    private async Task<Dictionary<Guid, PushKeys>> PushKeysAsync(IReadOnlyList<Delivery> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.ContactId).OfType<Guid>().Distinct().ToList();
        await using var db = await databases.CreateDbContextAsync(ct);
        var contacts = await db.ContactPoints.AsNoTracking().Where(c => ids.Contains(c.Id) && c.PublicKey != null && c.Secret != null).ToListAsync(ct);
        return contacts.ToDictionary(c => c.Id, c => new PushKeys(Base64Url.DecodeFromChars(c.PublicKey), Base64Url.DecodeFromChars(c.Secret)));
    }
}
