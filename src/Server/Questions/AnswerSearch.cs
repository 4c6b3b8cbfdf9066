using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Web;

namespace TungNgo.Questions;

/// <summary>Questions that are answered in the list of all teams.</summary>
internal sealed class AnswerSearch(AnswerBook book, CurrentUser user, IHttpContextAccessor http) : ISearch
{
    public int Rank => 120;

    public string Title => "search.answers";

    public async Task<IReadOnlyList<Hit>> FindAsync(SearchWords asked, int most, CancellationToken ct)
    {
        if (!user.Can(Permission.AnswerQuestions))
        {
            return [];
        }

        var km = http.HttpContext!.Texts().Language == "km";
        // What the caller may read and not change has no page of its own.
        return [.. (await book.PageAsync(asked.Text, withdrawn: false, default, 0, most, ct)).Rows.Select(a => new Hit(
            km ? a.QuestionKm ?? a.Question : a.Question, book.MayEdit(a) ? $"/answers/{a.Id}" : $"/answers?q={Uri.EscapeDataString(asked.Text)}", a.PublishedBy, Formats.Day(LegalDay(a))))];
    }

    private static DateOnly LegalDay(KnownAnswer answer) => Data.LegalDay.Of(answer.ChangedAt);
}
