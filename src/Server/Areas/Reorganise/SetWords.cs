using TungNgo.Areas.Register;
using TungNgo.Web;

namespace TungNgo.Areas.Reorganise;

/// <summary>A set in words: units by the names of the day before it, those that it makes by the names that it gives them.</summary>
internal sealed class SetWords(Reorganisation set, AreaTree areas, AreaView view, Texts t)
{
    private readonly Dictionary<Guid, string> made = set.Steps.Where(s => s.New is not null).Select(s => (Id: s.New!.Value, Kind: s.Kind!.Value, Name: s.Name ?? ""))
        .Concat(set.Steps.SelectMany(s => s.Parts ?? []).Select(p => (p.Id, p.Kind, p.Name)))
        .DistinctBy(m => m.Id).ToDictionary(m => m.Id, m => t["areas.reorganise.new-unit", $"{AreaNames.KindName(m.Kind)} {m.Name}"]);

    /// <summary>Units that the set makes, with their kinds: other steps may speak of them.</summary>
    public IEnumerable<(Guid Id, AreaTier Tier)> Made => set.Steps.Where(s => s.New is not null).Select(s => (s.New!.Value, AreaVersion.TierOf(s.Kind!.Value)))
        .Concat(set.Steps.SelectMany(s => s.Parts ?? []).Select(p => (p.Id, AreaVersion.TierOf(p.Kind))));

    public string NameOf(Guid? id) => id is not { } unit ? "—" : made.TryGetValue(unit, out var name) ? name
        : areas.On(set.Day.AddDays(-1)).Find(unit) is not null ? view.LabelOn(set.Day.AddDays(-1), unit) : view.LabelOn(set.Day, unit);

    public string Of(ReorganisationStep step)
    {
        var units = string.Join(", ", step.Units.Select(u => NameOf(u)));
        var becomes = step.Name is null ? "" : $"{AreaNames.KindName(step.Kind!.Value)} {step.Name}{(step.Code is null ? "" : $" ({step.Code})")}";
        return step.Step switch
        {
            StepKind.Add => t["areas.reorganise.says.add", becomes, NameOf(step.Parent)],
            StepKind.Merge => t["areas.reorganise.says.merge", units, becomes],
            StepKind.End => t[step.TierEnds ? "areas.reorganise.says.dissolve" : "areas.reorganise.says.end", units, NameOf(step.Into)],
            StepKind.Rename => t["areas.reorganise.says.rename", units, becomes],
            StepKind.Reparent => t["areas.reorganise.says.reparent", units, NameOf(step.Parent)],
            _ => t["areas.reorganise.says.split", units, string.Join(", ", (step.Parts ?? []).Select(p => $"{AreaNames.KindName(p.Kind)} {p.Name}"))],
        };
    }
}
