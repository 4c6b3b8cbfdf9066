using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Data;

namespace TungNgo.Sendings.Dispatch;

/// <summary>What an approved version says, kept in memory: it is frozen, so it never goes stale.</summary>
internal sealed record VersionText(BulletinVersion Version, string Kind, string Code, IReadOnlyDictionary<string, BulletinText> Texts)
{
    /// <summary>The first language the reader speaks in which there is a text; Vietnamese is always there.</summary>
    /// <param name="spoken">Codes joined by "+".</param>
    public string LanguageFor(string spoken) => spoken.Split('+').FirstOrDefault(Texts.ContainsKey) ?? "vi";
}

internal sealed class VersionTexts(IDbContextFactory<AppDb> databases)
{
    private const int Most = 500;
    private readonly ConcurrentDictionary<Guid, VersionText> known = new();

    public async ValueTask<VersionText> GetAsync(Guid versionId, CancellationToken ct)
    {
        if (known.TryGetValue(versionId, out var text))
        {
            return text;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var version = await db.BulletinVersions.AsNoTracking().SingleAsync(v => v.Id == versionId, ct);
        var bulletin = await db.Bulletins.AsNoTracking().SingleAsync(b => b.Id == version.BulletinId, ct);
        var texts = await db.BulletinTexts.AsNoTracking().Where(t => t.VersionId == versionId && t.Body != "").ToDictionaryAsync(t => t.Language, ct);
        text = new VersionText(version, bulletin.Kind, bulletin.Code, texts);
        if (version.State == BulletinState.Approved)
        {
            if (known.Count >= Most)
            {
                known.Clear();
            }

            known[versionId] = text;
        }

        return text;
    }
}
