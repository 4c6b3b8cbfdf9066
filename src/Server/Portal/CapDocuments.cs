using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways;
using TungNgo.Gateways.Cap;
using TungNgo.Web;

namespace TungNgo.Portal;

/// <summary>An approved version as a signed CAP 1.2 document, made once.</summary>
internal sealed class CapDocuments(AppDb db, Writer writer, PublicBulletins bulletins, AreaTree areas, CapKey key, IOptions<CapOptions> options, ServerOptions server)
{
    /// <summary>Kinds that tell what is, not what is expected.</summary>
    private static readonly string[] Facts = ["policy", "services", "meeting", "security"];

    /// <summary>The standard's advice: what fits on small screens.</summary>
    private const int LongestHeadline = 160;
    private static readonly Dictionary<string, string> Languages = new() { ["vi"] = "vi-VN", ["km"] = "km-KH", ["en"] = "en-US" };

    /// <summary>
    /// The document of a version. Of a bulletin that its issuer withdrew, the newest is a cancellation: whoever polls must learn that it no longer holds.
    /// </summary>
    public async Task<byte[]?> FindAsync(string code, int? number, CancellationToken ct)
    {
        var found = number is { } asked ? await bulletins.FindAsync(code, asked, ct) : await bulletins.FindAsync(code, ct);
        if (found is not { IsPublic: true, Texts.Count: > 0, Version.DecidedAt: not null })
        {
            return null;
        }

        var withdrawn = number is null && found.By is null && found.Bulletin.CancelledAt is not null;
        var (id, version) = (found.Bulletin.Id, withdrawn ? CapDocument.Withdrawn : found.Version.Number);
        if (await KeptAsync(id, version, ct) is { } kept)
        {
            return kept;
        }

        var document = CapSignature.Sign(CapWriter.Write(await MakeAsync(found, withdrawn, ct)), await key.GetAsync(ct));
        await using var write = await writer.BeginAsync(Actor.System, ct);
        if (await KeptAsync(id, version, ct) is { } earlier)
        {
            // Another node was first: its bytes are the message.
            return earlier;
        }

        db.CapDocuments.Add(new CapDocument { BulletinId = id, Number = version, Content = document, At = write.Now });
        write.Audit("cap.make", id, found.Bulletin.AreaId, null, new { version });
        await write.CommitAsync(ct);
        return document;
    }

    private Task<byte[]?> KeptAsync(Guid bulletinId, int number, CancellationToken ct) =>
        db.CapDocuments.AsNoTracking().Where(c => c.BulletinId == bulletinId && c.Number == number).Select(c => c.Content).SingleOrDefaultAsync(ct);

    private async Task<CapAlert> MakeAsync(PublicBulletin found, bool withdrawn, CancellationToken ct)
    {
        var (bulletin, version) = (found.Bulletin, found.Version);
        var sender = options.Value.Sender is { Length: > 0 } own ? own : new Uri(server.PublicUrl).Host;
        var references = (await bulletins.VersionsAsync(bulletin.Id, ct)).Where(v => withdrawn || v.Number < version.Number).Select(v => Reference(sender, bulletin.Code, v)).ToList();
        if (found.Earlier is { } earlier && version.Relation != BulletinRelation.None)
        {
            references.AddRange((await bulletins.VersionsAsync(earlier.Id, ct)).Select(v => Reference(sender, earlier.Code, v)));
        }

        var type = withdrawn || (version.Relation == BulletinRelation.Cancels && references.Count > 0) ? CapMessageType.Cancel
            : references.Count > 0 ? CapMessageType.Update : CapMessageType.Alert;
        var ids = found.Files.ToList();
        var files = await db.StoredFiles.AsNoTracking().Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id, ct);
        return new CapAlert(
            withdrawn ? $"{bulletin.Code}.withdrawn" : Identifier(bulletin.Code, version.Number), sender, LegalDay.AtHome(withdrawn ? bulletin.CancelledAt!.Value : version.DecidedAt!.Value),
            // A demonstration must never set off a siren.
            server.Demo ? CapStatus.Exercise : CapStatus.Actual, type, CapScope.Public, references,
            [.. found.Texts.Values.Where(t => Languages.ContainsKey(t.Language)).OrderBy(t => Array.IndexOf(Texts.Languages, t.Language)).Select(t => Info(found, t, files))],
            Source: version.Source is { Length: > 0 } source ? source : null,
            Note: (withdrawn ? bulletin.CancelReason : version.WhatChanged) is { Length: > 0 } why ? why : null);
    }

    private CapInfo Info(PublicBulletin found, BulletinText text, Dictionary<Guid, StoredFile> files)
    {
        var version = found.Version;
        var clears = version.Relation is BulletinRelation.AllClear or BulletinRelation.Cancels;
        var (urgency, severity) = version.Urgency switch
        {
            _ when clears => (CapUrgency.Past, CapSeverity.Minor),
            Urgency.Emergency => (CapUrgency.Immediate, CapSeverity.Severe),
            Urgency.Priority => (CapUrgency.Expected, CapSeverity.Moderate),
            _ => (CapUrgency.Future, CapSeverity.Minor),
        };
        var category = Enum.TryParse<CapCategory>(found.Kind?.CapCategory, out var known) ? known : CapCategory.Other;
        var page = server.LinkTo(found.Bulletin.Code);
        return new CapInfo(
            Languages[text.Language], [category], found.Kind is { } kind ? Texts.In(text.Language).Of(kind.Name) : found.Bulletin.Kind, urgency, severity,
            clears || Facts.Contains(found.Bulletin.Kind) ? CapCertainty.Observed : CapCertainty.Likely,
            version.Relation == BulletinRelation.AllClear ? [CapResponse.AllClear] : null,
            Effective: LegalDay.AtHome(version.ValidFrom), Expires: LegalDay.AtHome(version.ValidTo), SenderName: version.Source,
            Headline: Clusters.Cut(text.Title, LongestHeadline), Description: text.Body, Web: new Uri(text.Language == "vi" ? page : $"{page}?lang={text.Language}"),
            Parameters: version.DocumentNumber is { Length: > 0 } number ? [new("documentNumber", number)] : null,
            Resources: [.. new[] { text.AudioId, text.CardId }.OfType<Guid>().Where(files.ContainsKey).Select(id => Resource(files[id], page))],
            // The units of the day on which it was decided: it was said to them, whatever they are called or belong to since.
            Areas: [.. found.Audience.Areas.Select(a => areas.On(LegalDay.Of(version.DecidedAt!.Value)).Find(a) ?? areas.Today.Find(a)).OfType<AreaVersion>().Select(Area)]);
    }

    private static CapResource Resource(StoredFile file, string page) =>
        new(file.Name, file.ContentType, file.Content.Length, new Uri($"{page}/tep/{file.Id}"), Digest: CapDigest.Of(file.Content));

    private static CapArea Area(AreaVersion unit) => new(AreaNames.WithKind(unit), Geocodes: unit.Code is { } code ? [new("GSO", code)] : null);

    private static CapReference Reference(string sender, string code, (int Number, DateTime At) version) => new(sender, Identifier(code, version.Number), LegalDay.AtHome(version.At));

    private static string Identifier(string code, int number) => $"{code}.{number}";
}
