namespace TungNgo.Web;

/// <summary>Of walks.</summary>
internal static partial class Problems
{
    public static readonly Problem WalkUnknown = new("walk.unknown", 404);
    public static readonly Problem WalkOver = new("walk.over", 409);
    public static readonly Problem WalkTaken = new("walk.taken", 409);
    public static readonly Problem WalkDay = new("walk.day", 400);
    public static readonly Problem WalkMinutes = new("walk.minutes", 400);
    public static readonly Problem WalkNobody = new("walk.nobody", 409);
    public static readonly Problem WalkNoDoors = new("walk.no-doors", 409);
    public static readonly Problem WalkSheetDay = new("walk.sheet-day", 400);
    public static readonly Problem WalkSheetEmpty = new("walk.sheet-empty", 400);
    public static readonly Problem WalkSheetLine = new("walk.sheet-line", 400);
    public static readonly Problem WalkNoneMarked = new("walk.none-marked", 400);
    public static readonly Problem SearchName = new("walk.search-name", 400);

    /// <summary>Somebody of the same walk was there before.</summary>
    public static readonly Problem DoorDoneBefore = new("walk.door-done", 409, Kept: true);
}
