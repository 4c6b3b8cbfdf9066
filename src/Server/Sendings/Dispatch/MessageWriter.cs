using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Gateways;
using TungNgo.Providers;
using TungNgo.Providers.Zalo;

namespace TungNgo.Sendings.Dispatch;

/// <summary>Writes what one channel carries of an approved version: long where there is room, short where every sign costs.</summary>
internal sealed class MessageWriter(IDbContextFactory<AppDb> databases, VersionTexts versions, ZaloPictures pictures, ServerOptions options)
{
    private const int ZaloMost = 2000;

    /// <summary>Fills the gateways' messages for rows of one channel.</summary>
    public async Task<List<Outgoing>> WriteAsync(Channel channel, IReadOnlyList<Delivery> rows, DateTime now, CancellationToken ct)
    {
        var keys = channel.Kind == ChannelKind.WebPush ? await PushKeysAsync(rows, ct) : null;
        var messages = new List<Outgoing>(rows.Count);
        foreach (var row in rows)
        {
            var version = await versions.GetAsync(row.VersionId, ct);
            messages.Add(new Outgoing(
                row.Id.ToString("n"), row.To, TextFor(channel.Kind, version, row.Language), Template(channel, version, row.Language), await PictureAsync(channel, version, row.Language, ct),
                Push: keys is not null && row.ContactId is { } contact ? keys.GetValueOrDefault(contact) : null,
                Lifetime: version.Version.ValidTo - now, Urgent: row.Emergency));
        }

        return messages;
    }

    public string TextFor(ChannelKind kind, VersionText version, string language)
    {
        var text = version.Texts.GetValueOrDefault(language) ?? version.Texts["vi"];
        var link = LinkTo(version.Code);
        return kind switch
        {
            ChannelKind.Sms => $"{(text.Short.Length > 0 ? text.Short : text.Title)} {link}".Normalize(),
            ChannelKind.WebPush => $"{text.Title}\n{(text.Short.Length > 0 ? text.Short : Cut(text.Body, 400))}\n{link}".Normalize(),
            _ => Long(text, version.Version, link),
        };
    }

    public string LinkTo(string code) => $"{options.PublicUrl}/t/{code}";

    /// <summary>The whole text with its source; what does not fit ends at a whole sign and leaves the rest to the page.</summary>
    private static string Long(BulletinText text, BulletinVersion version, string link)
    {
        var source = string.Join(" · ", new[] { version.Source, version.DocumentNumber }.Where(s => !string.IsNullOrWhiteSpace(s)));
        var end = $"\n\n{(source.Length > 0 ? source + "\n" : "")}{link}".Normalize();
        return Cut($"{text.Title}\n\n{text.Body}".Normalize(), ZaloMost - end.Length) + end;
    }

    /// <summary>Cuts between text elements, never inside a Khmer cluster or between a letter and its mark.</summary>
    internal static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = 0;
        foreach (var start in StringInfo.ParseCombiningCharacters(text))
        {
            if (start > most - 1)
            {
                break;
            }

            end = start;
        }

        return text[..end].TrimEnd() + "…";
    }

    private TemplateUse? Template(Channel channel, VersionText version, string language)
    {
        if (channel.Kind is not (ChannelKind.ZbsPhone or ChannelKind.ZbsUser) || (version.TemplateFor(channel, language) ?? version.TemplateFor(channel, "vi")) is not { } template)
        {
            return null;
        }

        var text = version.Texts.GetValueOrDefault(language) ?? version.Texts["vi"];
        // Longest values by type of parameter: label 30, address and product 200, URL 200.
        return new TemplateUse(template, new Dictionary<string, string>
        {
            ["title"] = Cut(text.Title, 30),
            ["content"] = Cut(text.Short.Length > 0 ? text.Short : text.Body, 200),
            ["source"] = Cut(version.Version.Source, 30),
            ["time"] = LegalDay.ToLocal(version.Version.ValidFrom).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture),
            ["link"] = LinkTo(version.Code),
        });
    }

    private async ValueTask<string?> PictureAsync(Channel channel, VersionText version, string language, CancellationToken ct) =>
        channel.Kind is ChannelKind.ZaloCs or ChannelKind.ZaloGroup && (version.Texts.GetValueOrDefault(language) ?? version.Texts["vi"]).CardId is { } card
            ? await pictures.GetAsync(channel, card, ct) : null;

    private async Task<Dictionary<Guid, PushKeys>> PushKeysAsync(IReadOnlyList<Delivery> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.ContactId).OfType<Guid>().Distinct().ToList();
        await using var db = await databases.CreateDbContextAsync(ct);
        var contacts = await db.ContactPoints.AsNoTracking().Where(c => ids.Contains(c.Id) && c.PublicKey != null && c.Secret != null).ToListAsync(ct);
        return contacts.ToDictionary(c => c.Id, c => new PushKeys(System.Buffers.Text.Base64Url.DecodeFromChars(c.PublicKey), System.Buffers.Text.Base64Url.DecodeFromChars(c.Secret)));
    }
}
