using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Questions;

/// <summary>The list of answers as an official sees it: the own unit's and those of everything below it to change, those of the units above to read.</summary>
internal sealed class AnswerBook(AppDb db, CurrentUser user, AreaTree areas, AreaReach reach)
{
    /// <param name="anchor">By which pages are turned.</param>
    /// <param name="query">Words that all stand in it, with accents or without.</param>
    public async Task<(IReadOnlyList<KnownAnswer> Rows, int Total)> PageAsync(string? query, bool withdrawn, PageAnchor anchor, int skip, int take, CancellationToken ct)
    {
        var units = await db.KnownAnswers.AsNoTracking().Select(a => a.AreaId).Distinct().ToListAsync(ct);
        var above = reach.HeardIn(units, user.AreasWith(Permission.AnswerQuestions).ToHashSet());
        var seen = units.Where(u => above.Contains(u) || user.Can(Permission.AnswerQuestions, u)).ToList();
        var answers = anchor.Narrow(db.KnownAnswers.AsNoTracking().Where(a => seen.Contains(a.AreaId) && (a.WithdrawnAt != null) == withdrawn), a => a.PublishedAt);
        answers = SearchKey.Words(query ?? "").Aggregate(answers, (found, word) => found.Where(a => a.SearchText.Contains(word)));
        return (await answers.OrderByDescending(a => a.PublishedAt).ThenBy(a => a.Id).Skip(skip).Take(take).ToListAsync(ct), await answers.CountAsync(ct));
    }

    /// <exception cref="Refusal">Not there, or not the caller's to change.</exception>
    public async Task<KnownAnswer> FindAsync(Guid id, CancellationToken ct) =>
        await db.KnownAnswers.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is { } answer && MayEdit(answer) ? answer : throw new Refusal(Problems.NotFound);

    public bool MayEdit(KnownAnswer answer) => user.Can(Permission.AnswerQuestions, answer.AreaId);

    /// <summary>Entries that came of a member's question.</summary>
    public async Task<IReadOnlyList<KnownAnswer>> OfAsync(Guid requestId, CancellationToken ct) =>
        [.. (await db.KnownAnswers.AsNoTracking().Where(a => a.RequestId == requestId).OrderBy(a => a.PublishedAt).ToListAsync(ct)).Where(MayEdit)];

    /// <summary>Units for whose phones the caller may publish.</summary>
    public IEnumerable<AreaVersion> Units => user.AreasWith(Permission.AnswerQuestions).Select(areas.Today.Find).OfType<AreaVersion>().Where(u => u.Tier != AreaTier.Hamlet);
}
