using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Data;

namespace TungNgo.Answers;

/// <summary>What households did about a matter, in some hamlets.</summary>
/// <param name="Answered">Households that said something.</param>
/// <param name="Acted">Of them, those that closed their gate or stored water.</param>
/// <param name="Page">Answers on the public page, whoever gave them; <paramref name="PageActed"/> of them that something was done.</param>
public sealed record AnswerSums(int Answered, int Acted, int Closed, int Stored, int Page, int PageActed)
{
    internal static async Task<AnswerSums> ReadAsync(AppDb db, Bulletin bulletin, IReadOnlySet<Guid> hamlets, CancellationToken ct)
    {
        var matter = AnswerNotice.MatterOf(bulletin);
        // A merged household's word stands with the one that it lives on in.
        var said = await (
            from answer in db.NoticeAnswers.Where(a => a.MatterId == matter)
            join household in db.Households.Where(h => h.MergedIntoId == null) on answer.HouseholdId equals household.Id
            group answer by new { household.HamletId, answer.Acted } into g
            select new { g.Key.HamletId, g.Key.Acted, Count = g.Count() }).ToListAsync(ct);
        var mine = said.Where(s => hamlets.Contains(s.HamletId)).ToList();
        var page = (await db.PageAnswerCounts.AsNoTracking().Where(c => c.MatterId == matter).ToListAsync(ct)).Where(c => hamlets.Contains(c.HamletId)).ToList();
        return new(
            mine.Sum(s => s.Count), mine.Where(s => s.Acted != Answers.Acted.NotYet).Sum(s => s.Count), mine.Where(s => s.Acted.HasFlag(Answers.Acted.Closed)).Sum(s => s.Count),
            mine.Where(s => s.Acted.HasFlag(Answers.Acted.Stored)).Sum(s => s.Count), page.Sum(c => c.Count), page.Where(c => c.Acted != Answers.Acted.NotYet).Sum(c => c.Count));
    }
}
