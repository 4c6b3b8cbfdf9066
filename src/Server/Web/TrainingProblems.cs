namespace TungNgo.Web;

/// <summary>Of classes, tests and certificates.</summary>
internal static partial class Problems
{
    public static readonly Problem ClassCourse = new("class.course", 400);
    public static readonly Problem ClassPlace = new("class.place", 400);
    public static readonly Problem ClassTrainer = new("class.trainer", 400);
    public static readonly Problem ClassWhen = new("class.when", 400);
    public static readonly Problem ClassSeats = new("class.seats", 400);
    public static readonly Problem ClassUnitEnded = new("class.unit-ended", 409);
    public static readonly Problem ClassState = new("class.state", 409);
    public static readonly Problem ClassOver = new("class.over", 409);
    public static readonly Problem ClassNotYet = new("class.not-yet", 409);
    public static readonly Problem ClassFull = new("class.full", 409);
    public static readonly Problem ClassUnknown = new("class.unknown", 404);
    public static readonly Problem ClassCode = new("class.code", 409);
    public static readonly Problem ClassTest = new("class.test", 400);
    public static readonly Problem ClassCame = new("class.came", 409);
    public static readonly Problem ClassRated = new("class.rated", 409);
    public static readonly Problem LessonUnknown = new("lesson.unknown", 404);
    public static readonly Problem GuestName = new("class.guest-name", 400);
    public static readonly Problem GuestSigned = new("class.guest-signed", 409);
    public static readonly Problem GuestNotForResidents = new("class.not-for-residents", 409);
    public static readonly Problem TrainingListUnreadable = new("training.list-unreadable", 400);
    public static readonly Problem TrainingListWithoutHeader = new("training.list-without-header", 400);
    public static readonly Problem TrainingListLong = new("training.list-long", 400);
    public static readonly Problem CompletionDay = new("completion.day", 400);
    public static readonly Problem CompletionResult = new("completion.result", 400);
    public static readonly Problem CompletionCourse = new("completion.course", 400);
    public static readonly Problem CertificateOwn = new("certificate.own", 403);
    public static readonly Problem CertificateNone = new("certificate.none", 409);
    public static readonly Problem CertificateBookFull = new("certificate.book-full", 409);
    public static readonly Problem CertificateWhy = new("certificate.why", 400);
    public static readonly Problem CertificateRevoked = new("certificate.revoked", 409);
}
