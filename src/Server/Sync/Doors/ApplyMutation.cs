using TungNgo.Households;
using TungNgo.Web;

namespace TungNgo.Sync.Doors;

/// <summary>What each kind of a phone's mutation calls: the rules stand with the registers that they are of.</summary>
internal static class ApplyMutation
{
    public static Task ApplyAsync(DoorContext door, CancellationToken ct) => door.Mutation switch
    {
        { Kind: "visit", Visit: { } visit } => DoorVisit.RecordAsync(door, visit, ct),
        { Kind: "household.add", Household: { } household } => DoorHousehold.AddAsync(door, household, ct),
        { Kind: "household.edit", Household: { } household } => DoorHousehold.EditAsync(door, household, ct),
        { Kind: "person.add", Person: { } person } => DoorHousehold.AddPersonAsync(door, person, ct),
        { Kind: "person.edit", Person: { } person } => DoorHousehold.EditPersonAsync(door, person, ct),
        { Kind: "consent.give", Consent: { } consent } => DoorHousehold.GiveConsentAsync(door, consent, ct),
        { Kind: "consent.withdraw", Consent: { } consent } => DoorHousehold.WithdrawConsentAsync(door, consent, ct),
        { Kind: "household.crops", Crop: { } crop } => DoorHousehold.SaveCropAsync(door, crop, ct),
        { Kind: "lane.take" or "lane.leave", Lane: { } lane } => DoorLane.TakeOrLeaveAsync(door, lane),
        { Kind: "relay.posted", Relay: { } relay } => RelayRules.PostedAsync(door, relay),
        { Kind: "relay.undo", Relay: { } relay } => RelayRules.UndoAsync(door, relay),
        { Kind: "relay.handover", Relay: { } relay } => RelayRules.HandOverAsync(door, relay),
        { Kind: "bulletin.told", Telling: { } telling } => TellingRules.ToldAsync(door, telling, ct),
        { Kind: "contact.group", Contact: { } contact } => ContactRules.GroupAsync(door, contact, ct),
        { Kind: "contact.optout", Contact: { } contact } => ContactRules.OptOutAsync(door, contact, ct),
        { Kind: "help.add", Help: { } help } => HelpRules.AddAsync(door, help, ct),
        { Kind: "help.answer", Help: { } help } => HelpRules.AnswerAsync(door, help),
        { Kind: "help.close", Help: { } help } => HelpRules.CloseAsync(door, help),
        { Kind: "water.reading", Reading: { } reading } => ReadingRules.RecordAsync(door, reading, ct),
        { Kind: "notice.answer", Answer: { } answer } => AnswerRules.SayAsync(door, answer, ct),
        { Kind: "season.keep", Season: { } season } => SeasonRules.KeepAsync(door, season, ct),
        { Kind: "walk.take", Walk: { } walk } => WalkRules.TakeAsync(door, walk, ct),
        { Kind: "walk.handover", Walk: { } walk } => WalkRules.HandOverAsync(door, walk, ct),
        { Kind: "walk.postpone", Walk: { } walk } => WalkRules.PostponeAsync(door, walk, ct),
        { Kind: "gathering.plan", Gathering: { } gathering } => DoorGathering.PlanAsync(door, gathering, ct),
        { Kind: "gathering.edit", Gathering: { } gathering } => DoorGathering.EditAsync(door, gathering, ct),
        { Kind: "gathering.off", Gathering: { } gathering } => DoorGathering.CallOffAsync(door, gathering, ct),
        { Kind: "gathering.count", Gathering: { } gathering } => DoorGathering.CountAsync(door, gathering, ct),
        { Kind: "gathering.book", Booking: { } booking } => DoorGathering.BookAsync(door, booking, ct),
        { Kind: "gathering.unbook", Booking: { } booking } => DoorGathering.UnbookAsync(door, booking, ct),
        { Kind: "class.come", Coming: { } coming } => TrainingRules.ComeAsync(door, coming, ct),
        { Kind: "class.test", Test: { } test } => TrainingRules.TestAsync(door, test, ct),
        { Kind: "class.rate", Rating: { } rating } => TrainingRules.RateAsync(door, rating, ct),
        { Kind: "lesson.read", Lesson: { } lesson } => TrainingRules.ReadAsync(door, lesson, ct),
        { Kind: "work.check", Work: { } work } => WorkRules.CheckAsync(door, work, ct),
        { Kind: "work.object", Work: { } work } => WorkRules.ObjectAsync(door, work, ct),
        { Kind: "question.ask", Question: { } question } => QuestionRules.AskAsync(door, question),
        { Kind: "stock.out" or "stock.lend", Stock: { } stock } => StockRules.HandOutAsync(door, stock, ct),
        { Kind: "stock.return", Stock: { } stock } => StockRules.ReturnAsync(door, stock, ct),
        { Kind: "stock.undo", Stock: { } stock } => StockRules.UndoAsync(door, stock, ct),
        _ => throw new Refusal(Problems.MutationUnknown),
    };
}
