using TungNgo.Data;
using TungNgo.Gateways.Sms;
using TungNgo.Gatherings;
using TungNgo.Help;
using TungNgo.Training;
using TungNgo.Web;
using TungNgo.WorkSheets;

namespace TungNgo.Sync;

/// <summary>
/// The bounds of every text that a phone sends, judged once before any rule sees it. What is too long or holds a citizen number is refused with the
/// field's name, never cut: the words stay on the phone, where the member can shorten them.
/// </summary>
internal static class WireTexts
{
    private const int MostName = 100, MostDoor = 100, MostLandmark = 200, MostNote = 500, MostPhone = 30, MostCode = 20, MostBlocker = 40, MostReadingNote = 200;

    /// <exception cref="Refusal">A text is too long, or holds a citizen number.</exception>
    public static Mutation Cleaned(this Mutation pushed) => pushed with
    {
        Visit = pushed.Visit is { } visit ? Clean(visit) : null,
        Household = pushed.Household is { } household ? Clean(household) : null,
        Person = pushed.Person is { } person ? Clean(person) : null,
        Consent = pushed.Consent is { } consent ? consent with { Language = Code(consent.Language) ?? "" } : null,
        Help = pushed.Help is { } help ? Clean(help) : null,
        Question = pushed.Question is { } question
            ? question with { Text = FreeText.Lines(question.Text, HelpText.MostLetters, "questions.what") ?? "", Language = Code(question.Language) } : null,
        Reading = pushed.Reading is { } reading ? Clean(reading) : null,
        Coming = pushed.Coming is { } coming ? coming with { Code = Code(coming.Code) ?? "" } : null,
        Test = pushed.Test is { } test ? test with { Answers = [.. test.Answers.Select(a => a with { Question = Code(a.Question) ?? "" })] } : null,
        Gathering = pushed.Gathering is { } gathering
            ? gathering with { Place = Place(gathering.Place), Before = gathering.Before is { } before ? before with { Place = Place(before.Place) ?? "" } : null } : null,
        Booking = pushed.Booking is { } booking
            ? booking with { Name = FreeText.Line(booking.Name, BookingRules.LongestName, "gatherings.name"), Phone = Phone(booking.Phone) } : null,
        Rating = pushed.Rating is { } rating ? rating with { Remark = FreeText.Line(rating.Remark, ClassRating.LongestRemark, "training.rate.remark") } : null,
        Lesson = pushed.Lesson is { } lesson ? lesson with { Code = Code(lesson.Code) ?? "" } : null,
        Work = pushed.Work is { } work ? work with { Text = FreeText.Lines(work.Text, ChangeWork.LongestWords, "work.objection") } : null,
    };

    private static PushVisit Clean(PushVisit visit) => visit with
    {
        Language = Code(visit.Language) ?? "",
        Note = FreeText.Lines(visit.Note, MostNote, "households.note"),
        Fields = Names(visit.Fields),
        Activities = [.. visit.Activities.Select(a => a with { Blocker = FreeText.Line(a.Blocker, MostBlocker, "services.blockers") })],
    };

    private static PushHousehold Clean(PushHousehold household) => household with
    {
        Head = FreeText.Line(household.Head, MostName, "households.head"),
        Door = FreeText.Line(household.Door, MostDoor, "households.door"),
        Landmark = FreeText.Line(household.Landmark, MostLandmark, "households.landmark"),
        Language = Code(household.Language),
        Phone = Phone(household.Phone),
        Fields = Names(household.Fields),
    };

    private static PushPerson Clean(PushPerson person) => person with
    {
        Name = FreeText.Line(person.Name, MostName, "households.name"),
        Sex = FreeText.Line(person.Sex, 1, "households.sex"),
        Phone = Phone(person.Phone),
        Fields = Names(person.Fields),
        Relation = FreeText.Line(person.Relation, MostCode, "households.relation"),
    };

    private static PushHelp Clean(PushHelp help) => help with
    {
        Text = FreeText.Lines(help.Text, HelpText.MostLetters, "help.what"),
        Name = FreeText.Line(help.Name, HelpText.MostNameLetters, "households.name"),
        Phone = Phone(help.Phone),
        Language = Code(help.Language),
    };

    private static PushReading Clean(PushReading reading) => reading with
    {
        Unit = FreeText.Line(reading.Unit, MostCode, "water.unit") ?? "",
        Note = FreeText.Line(reading.Note, MostReadingNote, "water.note"),
    };

    /// <summary>Names of fields stand in the audit as they came.</summary>
    private static string[]? Names(string[]? fields) =>
        fields is null || fields.All(f => f.Length <= MostCode && f.All(char.IsAsciiLetter)) ? fields : throw new Refusal(Problems.Invalid, "fields");

    private static string? Place(string? place) => FreeText.Line(place, GatheringRules.LongestPlace, "gatherings.place");

    private static string? Code(string? language) => FreeText.Line(language, MostCode, "households.language");

    private static string? Phone(string? number) => PhoneNumber.Tidy(FreeText.Line(number, MostPhone, "households.phone"));
}
