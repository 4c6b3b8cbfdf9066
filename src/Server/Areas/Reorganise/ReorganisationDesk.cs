using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas.Register;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Areas.Reorganise;

/// <summary>The head of a set as somebody types it.</summary>
internal sealed record ReorganisationHead(string? Title, string? Act, DateOnly Day);

/// <summary>Prepares sets: their head, their steps, what is chosen for things without an owner. Nothing happens to units here.</summary>
internal sealed class ReorganisationDesk(AppDb db, Writer writer, CurrentUser user, AreaTree areas)
{
    public const int LongestTitle = 200, MostSteps = 2_000, MostUnits = 2_000;

    public async Task<Guid> CreateAsync(Guid areaId, ReorganisationHead head, CancellationToken ct)
    {
        user.Require(Permission.ManageAreas, areaId);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var (title, act) = Read(head);
        var set = new Reorganisation { Id = write.NewId(), AreaId = areaId, Title = title, Act = act, Day = head.Day, Author = user.Name, CreatedAt = write.Now };
        db.Reorganisations.Add(set);
        write.Audit("reorganise.prepare", set.Id, areaId, null, new { set.Title, set.Act, set.Day });
        await write.CommitAsync(ct);
        return set.Id;
    }

    public Task EditAsync(Guid id, int edition, ReorganisationHead head, CancellationToken ct) => ChangeAsync(id, edition, "reorganise.edit", set =>
    {
        var before = new { set.Title, set.Act, set.Day };
        (set.Title, set.Act) = Read(head);
        set.Day = head.Day;
        return (before, new { set.Title, set.Act, set.Day });
    }, ct);

    public Task AddAsync(Guid id, int edition, IReadOnlyList<ReorganisationStep> steps, CancellationToken ct) => ChangeAsync(id, edition, "reorganise.steps", set =>
    {
        var read = steps.Select(Read).ToList();
        if (set.Steps.Count + read.Count > MostSteps)
        {
            throw new Refusal(Problems.ReorganisationMany, MostSteps);
        }

        set.Steps = [.. set.Steps, .. read];
        RequireSteps(areas, user, set);
        return (null, new { added = read });
    }, ct);

    public Task ReplaceAsync(Guid id, int edition, int index, ReorganisationStep step, CancellationToken ct) => ChangeAsync(id, edition, "reorganise.steps", set =>
    {
        var before = index >= 0 && index < set.Steps.Count ? set.Steps[index] : throw new Refusal(Problems.NotFound);
        set.Steps = [.. set.Steps[..index], Read(step), .. set.Steps[(index + 1)..]];
        RequireSteps(areas, user, set);
        return (new { step = before }, new { step });
    }, ct);

    public Task RemoveAsync(Guid id, int edition, int index, CancellationToken ct) => ChangeAsync(id, edition, "reorganise.steps", set =>
    {
        var removed = index >= 0 && index < set.Steps.Count ? set.Steps[index] : throw new Refusal(Problems.NotFound);
        set.Steps = [.. set.Steps[..index], .. set.Steps[(index + 1)..]];
        return (new { removed }, null);
    }, ct);

    public Task ChooseAsync(Guid id, int edition, IReadOnlyDictionary<string, string> chosen, CancellationToken ct) => ChangeAsync(id, edition, "reorganise.choose", set =>
    {
        var before = set.Chosen;
        set.Chosen = before.Where(c => !chosen.ContainsKey(c.Key)).Concat(chosen).Where(c => c.Key.Length < 100 && c.Value.Length is > 0 and < 100).Take(50).ToDictionary();
        return (before, set.Chosen);
    }, ct);

    /// <summary>A set within the caller's units, whatever its state.</summary>
    public static async Task<Reorganisation> FindAsync(AppDb db, CurrentUser user, Guid id, CancellationToken ct)
    {
        var set = await db.Reorganisations.SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageAreas, set.AreaId);
        return set;
    }

    /// <summary>One that can still be changed or applied: a draft, or a decided one that waits for its day.</summary>
    public static async Task<Reorganisation> OpenAsync(AppDb db, CurrentUser user, Guid id, CancellationToken ct) =>
        await FindAsync(db, user, id, ct) is { State: ReorganisationState.Draft or ReorganisationState.Waiting } set ? set : throw new Refusal(Problems.ReorganisationState);

    /// <summary>Every unit that a set speaks of is the caller's to change, or made by the set; above hamlets only by those who hold the whole tree.</summary>
    public static void RequireSteps(AreaTree areas, CurrentUser user, Reorganisation set)
    {
        var made = set.Steps.SelectMany(Made).ToHashSet();
        foreach (var id in set.Steps.SelectMany(Named).Distinct().Where(id => !made.Contains(id)))
        {
            user.Require(Permission.ManageAreas, id);
        }

        foreach (var step in set.Steps)
        {
            AreaAuthority.RefuseAboveHamlets(areas, user, step.Units, step.Kind);
        }
    }

    public static IEnumerable<Guid> Made(ReorganisationStep step) => (step.New is { } made ? new[] { made } : []).Concat((step.Parts ?? []).Select(p => p.Id));

    private static IEnumerable<Guid> Named(ReorganisationStep step) =>
        step.Units.Concat(new[] { step.Parent, step.Into }.OfType<Guid>()).Concat((step.Parts ?? []).SelectMany(p => p.Below));

    private static (string Title, string Act) Read(ReorganisationHead head) => (
        FreeText.Line(head.Title, LongestTitle, "areas.reorganise.name") ?? throw new Refusal(Problems.AreaNameNeeded),
        FreeText.Line(head.Act, ChangeAreas.LongestAct, "areas.act") ?? throw new Refusal(Problems.AreaActNeeded));

    /// <summary>A step with its texts cleaned, complete for what it does.</summary>
    private static ReorganisationStep Read(ReorganisationStep step)
    {
        var named = step.Step is StepKind.Add or StepKind.Merge or StepKind.Rename;
        var whole = step.Units.Distinct().Count() == step.Units.Length && step.Units.Length <= MostUnits && step.Step switch
        {
            StepKind.Add => step is { Units: [], Kind: not null, New: not null },
            StepKind.Merge => step is { Units.Length: >= 2, Kind: not null, New: not null },
            StepKind.End => step is { Units.Length: >= 1, Into: not null },
            StepKind.Rename => step is { Units.Length: 1, Kind: not null },
            StepKind.Reparent => step is { Units.Length: >= 1, Parent: not null },
            _ => step is { Units.Length: 1, Parts.Length: >= 2 },
        };
        if (!whole)
        {
            throw new Refusal(step.Step == StepKind.Merge ? Problems.MergeNeedsTwo : step.Step == StepKind.Split ? Problems.SplitNeedsTwo : Problems.ReorganisationStep);
        }

        return step with
        {
            Name = named ? NameOf(step.Name) : null, Code = FreeText.Line(step.Code, ChangeAreas.LongestCode, "areas.code"),
            Parts = step.Parts?.Select(p => p with { Name = NameOf(p.Name), Code = FreeText.Line(p.Code, ChangeAreas.LongestCode, "areas.code") }).ToArray(),
        };
    }

    private static string NameOf(string? name) => FreeText.Line(name, AreaBook.LongestName, "areas.name") ?? throw new Refusal(Problems.AreaNameNeeded);

    private async Task ChangeAsync(Guid id, int edition, string action, Func<Reorganisation, (object? Before, object? After)> change, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var set = await OpenAsync(db, user, id, ct);
        if (set.Edition != edition)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        var (before, after) = change(set);
        // Whoever decided it decided something else.
        (set.State, set.Trouble) = (ReorganisationState.Draft, null);
        set.Edition++;
        write.Audit(action, set.Id, set.AreaId, before, after);
        await write.CommitAsync(ct);
    }
}
