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

/// <param name="Code">Its name in addresses and in the API; never changed and never given to another service.</param>
/// <param name="Kind">Fixed with the subject and the age: figures are counted by them.</param>
/// <param name="FromAge">14, 15 or 18: younger people, as far as their year of birth is known, are not counted. Null is for all, and for households.</param>
public sealed record NewService(string Code, ServiceKind Kind, ServiceSubject Subject, ServiceEdit Text, int? FromAge = null);

public sealed record ServiceBlocker(string Code, Dictionary<string, string> Name);

/// <param name="Version">The version that was on the screen: someone else's change meanwhile is not overwritten unseen.</param>
public sealed record GuideEdit(string Title, string Markdown, bool NeedsReview, long Version);

/// <summary>Changes of the catalogue. Each goes through the feed, so phones take it at their next sync; the audit keeps every version.</summary>
internal sealed partial class ServiceEdits(AppDb db, Writer writer, CurrentUser user)
{
    public const string ServiceEdited = "service.edit";
    public const string ServiceAdded = "service.add";
    public const string GuideEdited = "guide.edit";

    /// <summary>Office-made numbers begin here, so that a service which a later release ships finds its own number free.</summary>
    private const int FirstOwnNumber = 100;

    /// <returns>Its id. It has no guides yet; they are made by saving them.</returns>
    public async Task<Guid> AddAsync(NewService made, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        FreeText.RefuseCitizenNumbers(made.Code);
        // "new" is the address of the form.
        if (made.Code.Length is < 2 or > 40 || made.Code == "new" || !CodeName().IsMatch(made.Code))
        {
            throw new Refusal(Problems.CatalogueCode, made.Code);
        }

        if (await db.Services.AnyAsync(s => s.Code == made.Code, ct))
        {
            throw new Refusal(Problems.CatalogueCodeTaken, made.Code);
        }

        if (made.FromAge is { } age && (made.Subject != ServiceSubject.Person || !Service.Ages.Contains(age)))
        {
            throw new Refusal(Problems.Invalid, nameof(made.FromAge));
        }

        Check(made.Text);
        var number = Math.Max(FirstOwnNumber - 1, await db.Services.MaxAsync(s => (int?)s.Number, ct) ?? 0) + 1;
        var service = new Service { Id = write.NewId(), Number = number, Code = made.Code, Kind = made.Kind, Subject = made.Subject, FromAge = made.FromAge, Icon = made.Text.Icon };
        Apply(service, made.Text);
        service.Version = write.Changed(ChangeKind.Service, service.Id);
        db.Services.Add(service);
        write.Audit(ServiceAdded, service.Id, null, null, new { service.Code, service.Kind, service.Subject, service.FromAge, service.Name });
        await write.CommitAsync(ct);
        return service.Id;
    }

    /// <summary>Puts a service before or after its neighbour of the same kind, in the console and on phones.</summary>
    public async Task MoveAsync(string code, bool up, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var all = await db.Services.OrderBy(s => s.Order).ThenBy(s => s.Number).ToListAsync(ct);
        var service = all.Find(s => s.Code == code) ?? throw new Refusal(Problems.NotFound);
        var peers = all.Where(s => s.Kind == service.Kind).ToList();
        if (peers.ElementAtOrDefault(peers.IndexOf(service) + (up ? -1 : 1)) is not { } neighbour)
        {
            return;
        }

        var (at, other) = (all.IndexOf(service), all.IndexOf(neighbour));
        (all[at], all[other]) = (all[other], all[at]);
        for (var i = 0; i < all.Count; i++)
        {
            var before = all[i].Order;
            if (before != i + 1)
            {
                all[i].Order = i + 1;
                all[i].Version = write.Changed(ChangeKind.Service, all[i].Id);
                write.Audit("service.move", all[i].Id, null, new { Order = before }, new { all[i].Order });
            }
        }

        await write.CommitAsync(ct);
    }

    public async Task SaveServiceAsync(Guid id, ServiceEdit edit, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var service = await db.Services.SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        Check(edit);
        var before = Fields(service);
        Apply(service, edit);
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
        var guide = await db.Guides.SingleOrDefaultAsync(g => g.ServiceId == serviceId && g.Language == language, ct);
        if (guide is null && (!Texts.Languages.Contains(language) || !await db.Services.AnyAsync(s => s.Id == serviceId, ct)))
        {
            throw new Refusal(Problems.NotFound);
        }

        guide ??= db.Guides.Add(new Guide { Id = write.NewId(), ServiceId = serviceId, Language = language, Title = "", Markdown = "" }).Entity;
        if (guide.Version != edit.Version)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        FreeText.RefuseCitizenNumbers(edit.Title, edit.Markdown);
        var markdown = edit.Markdown.ReplaceLineEndings("\n").Trim();
        if (string.IsNullOrWhiteSpace(edit.Title) || GuideSteps.Of(markdown).Length == 0)
        {
            throw new Refusal(Problems.GuideWithoutSteps);
        }

        var before = guide.Version == 0 ? null : new { guide.Title, guide.Markdown, guide.NeedsReview };
        (guide.Title, guide.Markdown, guide.NeedsReview) = (edit.Title.Trim(), markdown, edit.NeedsReview);
        if (db.Entry(guide).State == EntityState.Unchanged)
        {
            return;
        }

        guide.Version = write.Changed(ChangeKind.Guide, serviceId);
        write.Audit(GuideEdited, guide.Id, null, before, new { guide.Title, guide.Markdown, guide.NeedsReview });
        await write.CommitAsync(ct);
    }

    private static void Check(ServiceEdit edit)
    {
        FreeText.RefuseCitizenNumbers([
            .. edit.Name.Values, .. edit.Short.Values, .. edit.Definition.Values, edit.Icon, .. edit.Blockers.SelectMany(b => b.Name.Values.Append(b.Code))]);
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
    }

    private static void Apply(Service service, ServiceEdit edit)
    {
        (service.Name, service.Short, service.Definition) = (edit.Name, edit.Short, edit.Definition);
        (service.Icon, service.Order, service.Active) = (edit.Icon, edit.Order, edit.Active);
        service.Blockers = [.. edit.Blockers.Select(b => new Blocker(b.Code, b.Name))];
    }

    private static object Fields(Service s) => new { s.Name, s.Short, s.Definition, s.Icon, s.Order, s.Active, s.Blockers };

    [System.Text.RegularExpressions.GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial System.Text.RegularExpressions.Regex IconName();

    [System.Text.RegularExpressions.GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial System.Text.RegularExpressions.Regex CodeName();
}
