using TungNgo.Feed;

namespace TungNgo.Households;

/// <summary>When and how an edit came to be.</summary>
/// <param name="At">From when on it is true.</param>
/// <param name="Seen">Version of the household that the editor saw; null when unknown.</param>
internal sealed record EditMoment(DateTime At, long? Seen = null, EditSource Source = EditSource.Hand, Guid? ImportId = null);

/// <summary>
/// Turns values that somebody sent into edits. The newest value by the time at the door stands; an edit that comes late has its place in the
/// past. Where two people changed one field without having seen the other's, both values are kept for somebody to choose.
/// </summary>
internal sealed class FieldEditing(HouseholdWork work, EditMoment moment, Actor actor)
{
    private readonly List<Planned> planned = [];

    private sealed record Planned(Guid PersonId, FieldCode Field, string Name, string? Before, string? After, bool Late, FieldEdit? Against, Action Apply);

    public bool IsEmpty => planned.Count == 0;

    /// <summary>The fields that change as of the moment, with what they were and what they become; the exact place of a house is not told.</summary>
    public Dictionary<string, string?> Before => planned.ToDictionary(p => p.Name, p => Told(p.Field, p.Before));

    public Dictionary<string, string?> After => planned.ToDictionary(p => p.Name, p => Told(p.Field, p.After));

    public bool Moves(params ReadOnlySpan<FieldCode> fields)
    {
        foreach (var plan in planned)
        {
            if (fields.Contains(plan.Field))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Plans one field; nothing when it is so already. The household's edits have been read.</summary>
    public void Plan<T>(Guid personId, T subject, RegisterField<T> field, object? value) =>
        Plan(personId, field.Code, field.Name, FieldText.Of(field.Get(subject)), FieldText.Of(value), () => field.Set(subject, value));

    /// <summary>The same for what is no field of a form: the hamlet, closing, leaving.</summary>
    public void Plan(Guid personId, FieldCode field, string name, string? now, string? after, Action apply)
    {
        var past = work.PastOf(personId, field, now);
        var newest = past.Newest;
        var late = newest is not null && newest.At > moment.At;
        var before = late ? past.At(moment.At) : now;
        if (before != after)
        {
            planned.Add(new Planned(personId, field, name, before, after, late, IsConflict(newest, late, after) ? newest : null, apply));
        }
    }

    /// <summary>Makes the edits and returns the conflicts found. Late edits leave the present as it is.</summary>
    public List<EditConflict> Apply(long number, DateTime now, Func<Guid> newId)
    {
        var conflicts = new List<EditConflict>();
        foreach (var plan in planned)
        {
            var edit = new FieldEdit
            {
                HouseholdId = work.Household.Id, Number = number, PersonId = plan.PersonId, Field = plan.Field, At = moment.At, Before = plan.Before, After = plan.After,
                Source = moment.Source, ImportId = moment.ImportId, ActorId = actor.Id, By = actor.Name,
            };
            work.Edits.Add(edit);
            work.NewEdits.Add(edit);
            if (!plan.Late)
            {
                plan.Apply();
            }

            if (plan.Against is { } other)
            {
                var (kept, lost) = plan.Late ? (other, edit) : (edit, other);
                conflicts.Add(new EditConflict
                {
                    Id = newId(), HouseholdId = edit.HouseholdId, PersonId = edit.PersonId, Field = edit.Field, HamletId = work.Household.HamletId, FoundAt = now,
                    Kept = kept.After, KeptBy = kept.By, KeptAt = kept.At, Other = lost.After, OtherBy = lost.By, OtherAt = lost.At,
                });
            }
        }

        return conflicts;
    }

    private bool IsConflict(FieldEdit? newest, bool late, string? after) =>
        moment.Source == EditSource.Hand && newest is { Source: EditSource.Hand } && newest.ActorId != actor.Id && newest.After != after
        && (moment.Seen is { } seen ? seen < newest.Number : late);

    private static string? Told(FieldCode field, string? value) => field == FieldCode.Point && value is not null ? "…" : value;
}
