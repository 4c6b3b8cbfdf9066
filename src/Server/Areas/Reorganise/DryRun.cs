using Microsoft.EntityFrameworkCore;
using TungNgo.Areas.Register;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Areas.Reorganise;

/// <summary>What one feature says of a set.</summary>
internal sealed record AffectedKind(string Kind, IReadOnlyList<Affected> Things);

/// <summary>A set as it would be applied now.</summary>
/// <param name="Steps">Steps that cannot be done.</param>
/// <param name="Faults">What the register as a whole would break; empty while steps fail, since then it says nothing.</param>
internal sealed record Foreseen(AreaChange Change, IReadOnlyList<StepFault> Steps, IReadOnlyList<(AreaFault Fault, string? Unit)> Faults, IReadOnlyList<AffectedKind> Affected, bool MovesHouseholds)
{
    /// <summary>Things that nobody would own and about which nobody has chosen yet.</summary>
    public IEnumerable<Affected> Ownerless(IReadOnlyDictionary<string, string> chosen) =>
        Affected.SelectMany(k => k.Things).Where(a => a.Choices is { } choices && a.Count > 0 && !(chosen.TryGetValue(a.Fate, out var choice) && choices.Contains(choice)));

    public bool CanBe(IReadOnlyDictionary<string, string> chosen) => Steps.Count == 0 && Faults.Count == 0 && !Ownerless(chosen).Any();
}

/// <summary>Tries a set on a copy of the register, and asks every feature what would become of its things. Nothing is written.</summary>
internal sealed class DryRun(AppDb db, IEnumerable<IAffectedByAreas> affected, TimeProvider clock)
{
    public async Task<Foreseen> RunAsync(Reorganisation set, CancellationToken ct)
    {
        var versions = await db.AreaVersions.AsNoTracking().ToListAsync(ct);
        var successions = await db.Successions.AsNoTracking().ToListAsync(ct);
        var known = AreaRules.Faults(versions, successions).ToHashSet();
        var now = clock.GetUtcNow().UtcDateTime;
        var book = new AreaBook(versions.Select(v => KeptVersion.Of(v).Again()), successions, () => Guid.CreateVersion7(now), now);
        var steps = StepBook.Apply(book, set.Steps, set.Day, set.Act);
        var faults = steps.Count > 0 ? [] : AreaRules.Faults(book.Versions, book.Successions).Where(f => !known.Contains(f)).Take(20)
            .Select(f => (f, f.AreaId is { } id ? book.Versions.Where(v => v.AreaId == id).Select(AreaNames.WithKind).LastOrDefault() : null)).ToList();
        var change = ChangeOf(set, versions, successions, book);
        return new(change, steps, faults, await LookAsync(change, ct), StepBook.MovesHouseholds(set.Steps, book.Versions));
    }

    public async Task<IReadOnlyList<AffectedKind>> LookAsync(AreaChange change, CancellationToken ct)
    {
        var kinds = new List<AffectedKind>();
        foreach (var one in affected.OrderBy(a => a.Rank))
        {
            var things = (await one.LookAsync(change, ct)).Where(a => a.Count > 0).ToList();
            if (things.Count > 0)
            {
                kinds.Add(new(one.Kind, things));
            }
        }

        return kinds;
    }

    /// <param name="versions">As they were before; the book holds others, or the same ones changed.</param>
    public static AreaChange ChangeOf(Reorganisation set, IReadOnlyCollection<AreaVersion> versions, IReadOnlyCollection<Succession> successions, AreaBook book)
    {
        var (before, after) = (TreeOf(set.Day.AddDays(-1), versions, successions), TreeOf(set.Day, book.Versions, book.Successions));
        var lived = versions.Select(v => v.AreaId).ToHashSet();
        var made = book.Successions.Except(successions).ToList();
        var ended = before.All.Where(v => after.Find(v.AreaId) is null && made.Exists(s => s.FromId == v.AreaId))
            .ToDictionary(v => v.AreaId, v => (IReadOnlyList<Guid>)[.. made.Where(s => s.FromId == v.AreaId && s.ToId != v.AreaId).Select(s => s.ToId)]);
        return new(
            set.Day, before, after, ended, after.All.Select(v => v.AreaId).Where(id => !lived.Contains(id)).ToHashSet(),
            [.. before.All.Where(v => after.Find(v.AreaId) is { } then && (then.Name, then.Kind, then.ParentId) != (v.Name, v.Kind, v.ParentId)).Select(v => v.AreaId)],
            set.Steps.Where(s => s.Step == StepKind.Split && s.Units is [var hamlet] && before.Find(hamlet)?.Tier == AreaTier.Hamlet).DistinctBy(s => s.Units[0]).ToDictionary(s => s.Units[0], DivisionOf));
    }

    private static HamletDivision DivisionOf(ReorganisationStep step)
    {
        var parts = step.Parts ?? [];
        return new(
            parts.SelectMany(p => p.Lanes.Select(l => (l, p.Id))).DistinctBy(p => p.l).ToDictionary(p => p.l, p => p.Id),
            parts.SelectMany(p => p.Households.Select(h => (h, p.Id))).DistinctBy(p => p.h).ToDictionary(p => p.h, p => p.Id),
            parts.FirstOrDefault(p => p.Rest)?.Id);
    }

    private static DayTree TreeOf(DateOnly day, IReadOnlyCollection<AreaVersion> versions, IReadOnlyCollection<Succession> successions) => new(
        day, versions.Where(v => v.IsValidOn(day)),
        new Lineage(versions.GroupBy(v => v.AreaId).ToDictionary(g => g.Key, g => g.OrderBy(v => v.ValidFrom ?? DateOnly.MinValue).ToList()), successions));
}
