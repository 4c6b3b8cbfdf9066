using TungNgo.Web;

namespace TungNgo.Areas.Reorganise;

/// <summary>A step that cannot be done, and why.</summary>
internal sealed record StepFault(int Index, Refusal Why);

/// <summary>
/// Takes the steps of a set into the register's book. The order in which they were typed does not matter: new units come first, then hamlets,
/// communes and what is above, so that nothing ends under the hands of a step that still needs it.
/// </summary>
internal static class StepBook
{
    public static List<StepFault> Apply(AreaBook book, IReadOnlyList<ReorganisationStep> steps, DateOnly day, string act)
    {
        var faults = new List<StepFault>();
        var touched = new Dictionary<Guid, int>();
        foreach (var (step, index) in steps.Select((s, i) => (s, i)).OrderBy(s => Rank(s.s, book)).ThenBy(s => s.s.Step switch
        {
            StepKind.Split => 0, StepKind.Merge => 1, StepKind.End => 2, StepKind.Rename => 3, _ => 4,
        }).ThenBy(s => s.i).ToList())
        {
            try
            {
                RefuseTwice(step, index, touched, book);
                Take(book, step, day, act);
            }
            catch (Refusal refusal)
            {
                faults.Add(new(index, refusal));
            }
        }

        return faults;
    }

    /// <summary>Hamlets that end or divide: their households can only move when the day has come.</summary>
    public static bool MovesHouseholds(IEnumerable<ReorganisationStep> steps, IEnumerable<AreaVersion> versions)
    {
        var hamlets = versions.Where(v => v.Tier == AreaTier.Hamlet).Select(v => v.AreaId).ToHashSet();
        return steps.Any(s => s.Step is StepKind.Merge or StepKind.End or StepKind.Split && s.Units.Any(hamlets.Contains));
    }

    private static void Take(AreaBook book, ReorganisationStep step, DateOnly day, string act)
    {
        switch (step.Step)
        {
            case StepKind.Add:
                book.Add(step.Kind!.Value, step.Name!, step.Code, step.Parent, day, act, step.New);
                break;
            case StepKind.Merge:
                book.Merge(step.Units, step.Kind!.Value, step.Name!, step.Code, step.Parent ?? ParentOf(book, step.Units[0], day), day, act, step.New);
                break;
            case StepKind.End:
                foreach (var unit in step.Units)
                {
                    book.EndIn(unit, step.Into!.Value, day, act, step.TierEnds ? SuccessionKind.Dissolve : SuccessionKind.Merge);
                }

                break;
            case StepKind.Rename:
                book.Rename(step.Units[0], step.Kind!.Value, step.Name!, day, act, step.Code);
                break;
            case StepKind.Reparent:
                foreach (var unit in step.Units)
                {
                    book.Reparent(unit, step.Parent!.Value, day, act);
                }

                break;
            default:
                var parent = step.Parent ?? ParentOf(book, step.Units[0], day);
                book.Split(step.Units[0], [.. (step.Parts ?? []).Select(p => new SplitPart(p.Kind, p.Name, p.Code, parent, p.Below, p.Id))], day, act);
                break;
        }
    }

    /// <summary>Nothing ends twice, and what ends is not also renamed or moved.</summary>
    private static void RefuseTwice(ReorganisationStep step, int index, Dictionary<Guid, int> ended, AreaBook book)
    {
        if (step.Units.FirstOrDefault(ended.ContainsKey) is var twice && twice != Guid.Empty)
        {
            throw new Refusal(Problems.ReorganisationTwice, AreaNames.WithKind(book.Versions.Last(v => v.AreaId == twice)), ended[twice] + 1);
        }

        if (step.Step is StepKind.Merge or StepKind.End or StepKind.Split)
        {
            foreach (var unit in step.Units)
            {
                ended[unit] = index;
            }
        }
    }

    private static Guid? ParentOf(AreaBook book, Guid unit, DateOnly day) => book.Versions.FirstOrDefault(v => v.AreaId == unit && v.IsValidOn(day.AddDays(-1)))?.ParentId;

    /// <summary>New units from the top down before everything else; the others from the hamlets up.</summary>
    private static int Rank(ReorganisationStep step, AreaBook book) => step.Step == StepKind.Add
        ? (int)AreaVersion.TierOf(step.Kind ?? AreaKind.Hamlet)
        : 20 - (int)(book.Versions.LastOrDefault(v => v.AreaId == step.Units.FirstOrDefault())?.Tier ?? AreaTier.Hamlet);
}
