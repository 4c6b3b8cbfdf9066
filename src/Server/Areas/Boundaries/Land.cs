using System.Collections.Concurrent;
using NetTopologySuite.Geometries;

namespace TungNgo.Areas.Boundaries;

/// <summary>A boundary as it was told.</summary>
internal sealed record ToldShape(DateOnly From, Geometry Shape, bool Synthetic, string Source);

/// <param name="From">The first day on which the land is as it is, as far as known.</param>
/// <param name="Derived">Put together from other units' boundaries; nobody surveyed it as a whole.</param>
internal sealed record LandShape(Geometry Shape, DateOnly From, bool Derived, bool Synthetic, string Source);

/// <summary>
/// The land of any unit on any day: as it was told, or what it is made of since. A merged unit has the land of its parts; a unit above has that of
/// the units below it. Where a unit has divided, or a hamlet has gone from one to the other, nobody knows the line, and nothing is said.
/// </summary>
internal sealed class Land(AreaTree areas, IReadOnlyDictionary<Guid, List<ToldShape>> told)
{
    private const int MostKnown = 5_000;
    private readonly ConcurrentDictionary<(Guid Unit, DateOnly Day), LandShape?> known = new();

    public bool IsEmpty => told.Count == 0;

    public LandShape? Of(Guid unit, DateOnly day)
    {
        if (known.TryGetValue((unit, day), out var shape))
        {
            return shape;
        }

        if (known.Count > MostKnown)
        {
            known.Clear();
        }

        return known[(unit, day)] = Find(unit, day);
    }

    private LandShape? Find(Guid unit, DateOnly day)
    {
        if (IsEmpty || areas.On(day).Find(unit) is not { } version)
        {
            return null;
        }

        var own = told.TryGetValue(unit, out var all) ? all.FindLast(b => b.From <= day) : null;
        var since = own?.From ?? DateOnly.MinValue;
        var taken = areas.Successions.Where(s => s.ToId == unit && s.FromId != unit && s.Date > since && s.Date <= day
            && areas.On(s.Date.AddDays(-1)).Find(s.FromId)?.Tier == version.Tier).ToList();
        if ((own is null && taken.Count == 0) || HasMoved(unit, since, day, taken) || (own is null && areas.On(taken.Min(t => t.Date).AddDays(-1)).Find(unit) is not null))
        {
            return OfParts(unit, day);
        }

        if (taken.Count == 0)
        {
            return new(own!.Shape, own.From, false, own.Synthetic, own.Source);
        }

        var parts = taken.Select(s => IsWhole(s) ? Of(s.FromId, s.Date.AddDays(-1)) : null).ToList();
        return parts.Contains(null) ? OfParts(unit, day)
            : Union(
                [.. parts.OfType<LandShape>(), .. own is null ? Array.Empty<LandShape>() : [new(own.Shape, own.From, false, own.Synthetic, own.Source)]],
                taken.Max(t => t.Date));
    }

    /// <summary>All of a unit that ended lives on in the one that follows.</summary>
    private bool IsWhole(Succession step) =>
        step.Kind != SuccessionKind.Split && areas.Successions.Count(s => s.FromId == step.FromId && s.FromId != s.ToId && s.Date == step.Date) == 1;

    private LandShape? OfParts(Guid unit, DateOnly day)
    {
        var below = areas.On(day).ChildrenOf(unit).Select(c => Of(c.AreaId, day)).ToList();
        return below.Count == 0 || below.Contains(null) ? null : Union([.. below.OfType<LandShape>()], below.Max(b => b!.From));
    }

    private static LandShape? Union(IReadOnlyList<LandShape> parts, DateOnly from) => Ground.Together(parts.Select(p => p.Shape)) is { } shape
        ? new(shape, from, true, parts.Any(p => p.Synthetic), string.Join("; ", parts.Select(p => p.Source).Distinct())) : null;

    /// <summary>A unit below came from elsewhere or went elsewhere, and not because the unit above it ended in this one.</summary>
    private bool HasMoved(Guid unit, DateOnly since, DateOnly day, List<Succession> taken)
    {
        foreach (var step in areas.Successions.Where(s => s.Date > since && s.Date <= day && s.FromId != unit && s.ToId != unit))
        {
            var (before, after) = (areas.On(step.Date.AddDays(-1)), areas.On(step.Date));
            var (from, to) = (before.Find(step.FromId)?.ParentId, after.Find(step.ToId)?.ParentId);
            if (from == to || from is not { } old || to is not { } now)
            {
                continue;
            }

            if ((old == unit && !after.IsWithin(now, unit)) || (now == unit && !before.IsWithin(old, unit) && !taken.Exists(t => before.IsWithin(old, t.FromId))))
            {
                return true;
            }
        }

        return false;
    }
}
