using TungNgo.Areas;
using TungNgo.Households;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Help;

/// <summary>What is done with a request: answered, given to somebody, closed. The caller has checked who may.</summary>
internal static class AnswerHelp
{
    /// <summary>Says something to the sender, in the channel the request came through: the dispatcher sends what is queued; a page is read by its code.</summary>
    /// <param name="inPerson">Said at the door: nothing has to be sent.</param>
    /// <exception cref="Refusal">Empty, closed already, or a citizen number in it.</exception>
    public static HelpMessage Answer(HelpWrite write, HelpRequest request, string words, bool inPerson = false)
    {
        CitizenNumbers.Refuse(words);
        var (text, _) = HelpText.Clean(words);
        if (text.Length == 0)
        {
            throw new Refusal(Problems.HelpSaysNothing);
        }

        RefuseClosed(request);
        var sent = request.From == HelpRequest.Zalo && request.Address is not null && !inPerson;
        var message = new HelpMessage
        {
            Id = write.NewId(), RequestId = request.Id, At = write.Now, Text = text, By = write.Actor.Name, Delivery = sent ? DeliveryOfAnswer.Queued : DeliveryOfAnswer.None,
        };
        write.Db.HelpMessages.Add(message);
        request.State = HelpState.Answered;
        request.NextStepAt = null;
        // By Zalo the dispatcher knows when; on the page it stands from now on; who asked at the door is told there.
        request.ToldAt = inPerson || request.From == HelpRequest.Page ? write.Now : null;
        Touch(write, request);
        write.Audit("help.answer", request.Id, request.AreaId, null, new { inPerson, sent });
        return message;
    }

    public static void Close(HelpWrite write, HelpRequest request)
    {
        RefuseClosed(request);
        var before = new { request.State };
        request.State = HelpState.Closed;
        request.ClosedAt = write.Now;
        request.NextStepAt = null;
        Touch(write, request);
        write.Audit("help.close", request.Id, request.AreaId, before, new { request.State });
    }

    /// <param name="team">The request's team.</param>
    /// <param name="memberId">Somebody who sits in the team today; null is anybody of it.</param>
    /// <exception cref="Refusal">Closed, or nobody of the request's team.</exception>
    public static void Assign(HelpWrite write, HelpRequest request, TeamFile? team, Guid? memberId)
    {
        RefuseClosed(request);
        var day = LegalDay.Of(write.Now);
        if (memberId is { } member && team?.On(day).Any(s => s.Person.Id == member) != true)
        {
            throw new Refusal(Problems.HelpNotOfTeam);
        }

        var before = new { request.MemberId };
        request.MemberId = memberId;
        Touch(write, request);
        write.Audit("help.assign", request.Id, request.AreaId, before, new { request.MemberId });
    }

    private static void RefuseClosed(HelpRequest request)
    {
        if (request.State == HelpState.Closed)
        {
            throw new Refusal(Problems.HelpClosed);
        }
    }

    private static void Touch(HelpWrite write, HelpRequest request)
    {
        request.Version++;
        write.Changed(request.Id, request.HamletId);
    }
}
