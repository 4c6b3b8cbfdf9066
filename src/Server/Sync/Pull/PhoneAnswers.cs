using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Questions;
using TungNgo.Teams.Phones;

namespace TungNgo.Sync.Pull;

/// <summary>Reads the list of answers for a phone: those of its teams' communes and of everything above them.</summary>
internal sealed class PhoneAnswers(AppDb db, AreaReach reach)
{
    /// <summary>A phone holds the newest; a list that is longer is searched in the office.</summary>
    private const int Most = 300;

    public async Task<bool> ChangedAsync(Phone phone, IReadOnlySet<Guid> slice, long after, CancellationToken ct)
    {
        var units = await db.Changes.Where(c => c.Number > after && c.Kind == ChangeKind.KnownAnswer && c.HamletId != null).Select(c => c.HamletId!.Value).Distinct().ToListAsync(ct);
        return units.Count > 0 && reach.HeardIn(units, Places(phone, slice)).Count > 0;
    }

    public async Task<WireKnownAnswer[]> ReadAsync(Phone phone, IReadOnlySet<Guid> slice, CancellationToken ct)
    {
        var units = await db.KnownAnswers.Where(a => a.WithdrawnAt == null).Select(a => a.AreaId).Distinct().ToListAsync(ct);
        var heard = reach.HeardIn(units, Places(phone, slice)).ToList();
        var answers = await db.KnownAnswers.AsNoTracking().Where(a => a.WithdrawnAt == null && heard.Contains(a.AreaId)).OrderByDescending(a => a.ChangedAt).ThenBy(a => a.Id).Take(Most).ToListAsync(ct);
        return [.. answers.Select(a => new WireKnownAnswer(a.Id, a.Question, a.Answer, a is { QuestionKm: { } question, AnswerKm: { } answer } ? [question, answer] : null, a.ServiceId))];
    }

    private static HashSet<Guid> Places(Phone phone, IReadOnlySet<Guid> slice) => [.. slice, .. phone.Teams.Select(t => t.AreaId)];
}
