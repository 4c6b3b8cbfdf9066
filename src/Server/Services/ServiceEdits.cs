using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Services;

/// <summary>What the console sends for a service; texts by language.</summary>
public sealed record ServiceEdit(
    Dictionary<string, string> Name, Dictionary<string, string> Short, Dictionary<string, string> Definition, string Icon, int Order, bool Active,
    ServiceBlocker[] Blockers);

public sealed record ServiceBlocker(string Code, Dictionary<string, string> Name);

/// <param name="Version">The version that was on the screen: someone else's change meanwhile is not overwritten unseen.</param>
public sealed record GuideEdit(string Title, string Markdown, bool NeedsReview, long Version);

/// <summary>Changes of the catalogue. Each goes through the feed, so phones take it at their next sync; the audit keeps every version.</summary>
internal sealed partial class ServiceEdits(AppDb db, Writer writer, CurrentUser user)
{
    public const string ServiceEdited = "service.edit";
    public const string GuideEdited = "guide.edit";

    public async Task SaveServiceAsync(Guid id, ServiceEdit edit, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var service = await db.Services.SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        if (edit.Name.GetValueOrDefault("vi") is not { Length: > 0 } || edit.Short.GetValueOrDefault("vi") is not { Length: > 0 })
        {
            throw new Refusal(Problems.CatalogueNameNeeded);
        }

        if (!IconName().IsMatch(edit.Icon))
        {
            throw new Refusal(Problems.CatalogueIcon, edit.Icon);
        }

        if (edit.Blockers.FirstOrDefault(b => !CodeName().IsMatch(b.Code) || b.Name.GetValueOrDefault("vi") is not { Length: > 0 }) is { } wrong)
        {
            throw new Refusal(Problems.CatalogueBlocker, wrong.Code);
        }

        if (edit.Blockers.GroupBy(b => b.Code).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new Refusal(Problems.CatalogueBlocker, twice.Key);
        }

        var before = Fields(service);
        (service.Name, service.Short, service.Definition) = (edit.Name, edit.Short, edit.Definition);
        (service.Icon, service.Order, service.Active) = (edit.Icon, edit.Order, edit.Active);
        service.Blockers = [.. edit.Blockers.Select(b => new Blocker(b.Code, b.Name))];
        if (db.Entry(service).State == EntityState.Unchanged)
        {
            return;
        }

        service.Version = write.Changed(ChangeKind.Service, id);
        write.Audit(ServiceEdited, id, null, before, Fields(service));
        await write.CommitAsync(ct);
    }

    public async Task SaveGuideAsync(Guid serviceId, string language, GuideEdit edit, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var guide = await db.Guides.SingleOrDefaultAsync(g => g.ServiceId == serviceId && g.Language == language, ct) ?? throw new Refusal(Problems.NotFound);
        if (guide.Version != edit.Version)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        var markdown = edit.Markdown.ReplaceLineEndings("\n").Trim();
        if (string.IsNullOrWhiteSpace(edit.Title) || GuideSteps.Of(markdown).Length == 0)
        {
            throw new Refusal(Problems.GuideWithoutSteps);
        }

        var before = new { guide.Title, guide.Markdown, guide.NeedsReview };
        (guide.Title, guide.Markdown, guide.NeedsReview) = (edit.Title.Trim(), markdown, edit.NeedsReview);
        if (db.Entry(guide).State == EntityState.Unchanged)
        {
            return;
        }

        guide.Version = write.Changed(ChangeKind.Guide, serviceId);
        write.Audit(GuideEdited, guide.Id, null, before, new { guide.Title, guide.Markdown, guide.NeedsReview });
        await write.CommitAsync(ct);
    }

    private static object Fields(Service s) => new { s.Name, s.Short, s.Definition, s.Icon, s.Order, s.Active, s.Blockers };

    [System.Text.RegularExpressions.GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial System.Text.RegularExpressions.Regex IconName();

    [System.Text.RegularExpressions.GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial System.Text.RegularExpressions.Regex CodeName();
}
