namespace TungNgo.Web;

/// <summary>Of badges.</summary>
internal static partial class Problems
{
    public static readonly Problem BadgeConsent = new("badge.consent", 400);
    public static readonly Problem BadgePicture = new("badge.picture", 400);
    public static readonly Problem BadgeNobody = new("badge.nobody", 400);
    public static readonly Problem BadgeWord = new("badge.word", 400);
}
