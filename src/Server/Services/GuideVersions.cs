using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;

namespace TungNgo.Services;

/// <summary>A guide as it was until somebody changed it.</summary>
/// <param name="Until">Time of the change that replaced it.</param>
/// <param name="By">Who replaced it.</param>
internal sealed record GuideVersion(long Number, string Title, string Markdown, bool NeedsReview, DateTime Until, string By);

/// <summary>Earlier texts of a guide, read from the audit trail, which holds each edit's before and after.</summary>
internal sealed class GuideVersions(AppDb db)
{
    public async Task<IReadOnlyList<GuideVersion>> OfAsync(Guid guideId)
    {
        var entries = await db.AuditEntries.AsNoTracking().Where(a => a.EntityId == guideId && a.Action == ServiceEdits.GuideEdited)
            .OrderByDescending(a => a.Number).Take(50).ToListAsync();
        return [.. entries.Where(e => e.Before is not null).Select(e =>
        {
            var text = JsonSerializer.Deserialize<Text>(e.Before!, JsonSerializerOptions.Web)!;
            return new GuideVersion(e.Number, text.Title, text.Markdown, text.NeedsReview, e.At, e.Actor);
        })];
    }

    private sealed record Text(string Title, string Markdown, bool NeedsReview);
}
