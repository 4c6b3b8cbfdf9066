namespace TungNgo.Sync;

/// <summary>The classes of a phone's members, and the courses of those whose test may be done.</summary>
/// <param name="Read">What the phone's members have gone through: codes of lessons, and of services whose guide it was.</param>
/// <param name="Rating">What somebody who was there is asked about a class.</param>
public sealed record WireTraining(WireClass[] Classes, WireCourse[] Courses, WireRead[] Read, WireRating Rating);

public sealed record WireRead(Guid MemberId, string Lesson);

/// <param name="Questions">Each answered with one to five: content, clarity, trainer.</param>
public sealed record WireRating(
    Dictionary<string, string> Title, Dictionary<string, string>[] Questions, Dictionary<string, string> Remark, Dictionary<string, string> Help);

/// <summary>Two minutes to read or to hear.</summary>
/// <param name="Review">Languages that no native speaker has read yet.</param>
public sealed record WireLesson(string Code, Dictionary<string, string> Name, string[] Review, WireCard[] Cards);

/// <param name="Picture">A drawing (svg), cleaned.</param>
public sealed record WireCard(string Picture, Dictionary<string, string> Text);

/// <param name="Day">With <c>Starts</c> and <c>Minutes</c> as clocks in Vietnam have it.</param>
/// <param name="Begins">The first instant at which attendance and test are taken; <c>CameUntil</c> and <c>TestUntil</c> the last ones.</param>
/// <param name="Seats">What is known of the phone's members in it.</param>
public sealed record WireClass(
    Guid Id, string Course, string Place, string Trainer, DateOnly Day, TimeOnly Starts, int Minutes, DateTime Begins, DateTime CameUntil, DateTime TestUntil,
    WireSeat[] Seats);

/// <param name="Certificate">Its number, once it is signed and while it is not taken back; <c>ValidTo</c> the last day on which it holds.</param>
/// <param name="Rated">They have said what they think of it.</param>
/// <param name="Passed">Null: no test has arrived yet.</param>
public sealed record WireSeat(Guid MemberId, DateTime? CameAt, bool? Passed, int? Right, int? Asked, string? Certificate, DateOnly? ValidTo, bool Rated = false);

/// <param name="Draw">How many questions a test has; <c>PassRight</c> how many must be right.</param>
/// <param name="Lessons">Ids of the services whose guides are its lessons.</param>
public sealed record WireCourse(
    string Code, Dictionary<string, string> Name, Dictionary<string, string> Summary, int Draw, int PassRight, Guid[] Lessons, WireQuestion[] Questions);

/// <param name="Right">Index of the right option: a phone without a line explains what was wrong. The server judges by itself.</param>
public sealed record WireQuestion(
    string Code, Dictionary<string, string> Text, Dictionary<string, string>[] Options, int Right, Dictionary<string, string> Why);

/// <summary>class.come: the code that stood on the wall.</summary>
public sealed record PushComing(Guid ClassId, string Code);

/// <summary>class.test: the answers to the questions that the mutation's id draws.</summary>
public sealed record PushTest(Guid ClassId, PushTestAnswer[] Answers);

/// <param name="Option">Index of the chosen option.</param>
public sealed record PushTestAnswer(string Question, int Option);

/// <summary>class.rate: what somebody who was there thinks of it, one to five each.</summary>
public sealed record PushRating(Guid ClassId, int Content, int Clarity, int Trainer, string? Remark = null);

/// <summary>lesson.read: the code of a lesson, or of a service whose guide was gone through.</summary>
public sealed record PushLesson(string Code);
