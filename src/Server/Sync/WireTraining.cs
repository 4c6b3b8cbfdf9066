namespace TungNgo.Sync;

/// <summary>The classes of a phone's members, and the courses of those whose test may be done.</summary>
public sealed record WireTraining(WireClass[] Classes, WireCourse[] Courses);

/// <param name="Day">With <c>Starts</c> and <c>Minutes</c> as clocks in Vietnam have it.</param>
/// <param name="Begins">The first instant at which attendance and test are taken; <c>CameUntil</c> and <c>TestUntil</c> the last ones.</param>
/// <param name="Seats">What is known of the phone's members in it.</param>
public sealed record WireClass(
    Guid Id, string Course, string Place, string Trainer, DateOnly Day, TimeOnly Starts, int Minutes, DateTime Begins, DateTime CameUntil, DateTime TestUntil,
    WireSeat[] Seats);

/// <param name="Certificate">Its number, once it is signed and while it is not taken back; <c>ValidTo</c> the last day on which it holds.</param>
/// <param name="Passed">Null: no test has arrived yet.</param>
public sealed record WireSeat(Guid MemberId, DateTime? CameAt, bool? Passed, int? Right, int? Asked, string? Certificate, DateOnly? ValidTo);

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
