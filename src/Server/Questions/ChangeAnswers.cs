using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Services;
using TungNgo.Web;

namespace TungNgo.Questions;

/// <summary>An entry as the console sends it.</summary>
internal sealed record AnswerEdit(string? Question, string? Answer, string? QuestionKm, string? AnswerKm, Guid? ServiceId);

/// <summary>What offices do with the list of answers. Each entry is its unit's own.</summary>
internal sealed class ChangeAnswers(AppDb db, Writer writer, CurrentUser user, AreaTree areas, QuestionDesk questions, ServiceCatalogue services)
{
    /// <param name="id">Minted with the form: the same form sent again is the same entry.</param>
    /// <param name="areaId">A commune, or a unit above it, of the caller's.</param>
    /// <param name="requestId">The member's question that it comes from.</param>
    public async Task<Guid> PublishAsync(Guid id, Guid areaId, AnswerEdit edit, Guid? requestId, CancellationToken ct)
    {
        user.Require(Permission.AnswerQuestions, areaId);
        if (areas.Today.Find(areaId) is not { Tier: not AreaTier.Hamlet })
        {
            throw new Refusal(Problems.NotFound);
        }

        if (requestId is { } asked)
        {
            await questions.ReadAsync(asked, ct);
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        var answer = new KnownAnswer
        {
            Id = id, AreaId = areaId, Question = "", Answer = "", SearchText = "", RequestId = requestId, PublishedById = user.UserId, PublishedBy = user.Name, PublishedAt = write.Now,
        };
        Fill(answer, edit, write.Now);
        if (await db.KnownAnswers.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is { } known)
        {
            return known.AreaId == areaId && known.Question == answer.Question && known.Answer == answer.Answer ? id : throw new Refusal(Problems.FormUsed);
        }

        db.KnownAnswers.Add(answer);
        Note(write, answer, "publish", null, Fields(answer));
        await write.CommitAsync(ct);
        return answer.Id;
    }

    /// <param name="version">The one that the caller has read.</param>
    public Task EditAsync(Guid id, int version, AnswerEdit edit, CancellationToken ct) => ChangeAsync(id, version, (write, answer) =>
    {
        var before = Fields(answer);
        Fill(answer, edit, write.Now);
        Note(write, answer, "edit", before, Fields(answer));
    }, ct);

    /// <summary>Takes it from the phones.</summary>
    public Task WithdrawAsync(Guid id, int version, CancellationToken ct) => ChangeAsync(id, version, (write, answer) =>
    {
        (answer.WithdrawnAt, answer.WithdrawnBy) = (answer.WithdrawnAt ?? write.Now, answer.WithdrawnBy ?? user.Name);
        Note(write, answer, "withdraw", new { withdrawn = false }, new { withdrawn = true });
    }, ct);

    /// <summary>Gives it back to the phones.</summary>
    public Task RestoreAsync(Guid id, int version, CancellationToken ct) => ChangeAsync(id, version, (write, answer) =>
    {
        (answer.WithdrawnAt, answer.WithdrawnBy) = (null, null);
        Note(write, answer, "restore", new { withdrawn = true }, new { withdrawn = false });
    }, ct);

    private async Task ChangeAsync(Guid id, int version, Action<Write, KnownAnswer> change, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var answer = await db.KnownAnswers.SingleOrDefaultAsync(a => a.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.AnswerQuestions, answer.AreaId);
        if (answer.Version != version)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        change(write, answer);
        answer.Version++;
        await write.CommitAsync(ct);
    }

    private void Fill(KnownAnswer answer, AnswerEdit edit, DateTime now)
    {
        var checks = new Checks();
        answer.Question = checks.Of(() => PublicText.Read(edit.Question, KnownAnswer.LongestQuestion, "answers.question") ?? throw new Refusal(Problems.AnswerNeeded));
        answer.Answer = checks.Of(() => PublicText.Read(edit.Answer, KnownAnswer.LongestAnswer, "answers.answer") ?? throw new Refusal(Problems.AnswerNeeded));
        answer.QuestionKm = checks.Of(() => PublicText.Read(edit.QuestionKm, KnownAnswer.LongestQuestion, "answers.question-km"));
        answer.AnswerKm = checks.Of(() => PublicText.Read(edit.AnswerKm, KnownAnswer.LongestAnswer, "answers.answer-km"));
        checks.That(answer.QuestionKm is null == answer.AnswerKm is null, Problems.AnswerHalfKhmer);
        checks.Pass();
        answer.ServiceId = edit.ServiceId is not { } service || services.All.ContainsKey(service) ? edit.ServiceId : throw new Refusal(Problems.NotFound);
        answer.SearchText = SearchKey.Fold($"{answer.Question} {answer.Answer} {answer.QuestionKm} {answer.AnswerKm}");
        answer.ChangedAt = now;
    }

    private static object Fields(KnownAnswer a) => new { a.Question, a.Answer, a.QuestionKm, a.AnswerKm, a.ServiceId };

    private static void Note(Write write, KnownAnswer answer, string verb, object? before, object after)
    {
        write.Changed(ChangeKind.KnownAnswer, answer.Id, answer.AreaId);
        write.Audit($"known-answer.{verb}", answer.Id, answer.AreaId, before, after);
    }
}
