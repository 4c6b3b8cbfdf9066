using Microsoft.Net.Http.Headers;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Web;

/// <summary>
/// Spares programs an answer that they have: its tag is made of the last change, the legal day and this run of the server. The same tag is the same answer; a restored
/// backup, in which the same numbers mean other changes, comes with another run.
/// </summary>
internal sealed class AnswerTag(ChangeFeed feed, TimeProvider clock)
{
    private readonly string run = Guid.CreateVersion7().ToString("n")[^8..];

    /// <summary>Puts the tag on the answer. Asked before anything is read, so that it is never newer than what is told.</summary>
    /// <param name="of">What else tells answers of one address apart: the form, and the unit where the address names none.</param>
    /// <returns>Whether the caller has this answer already.</returns>
    public bool IsKnown(HttpContext http, string of)
    {
        var tag = new EntityTagHeaderValue($"\"{feed.Last:x}-{clock.Today().DayNumber:x}-{run}-{of}\"", isWeak: true);
        var headers = http.Response.Headers;
        (headers.ETag, headers.Vary) = (tag.ToString(), "Accept, Authorization, Cookie");
        if (http.Request.Headers.Authorization.Count > 0)
        {
            // A program may keep it and ask again. What a browser is told stays nowhere, as all data: offices share computers.
            headers.CacheControl = "private, no-cache";
        }

        return http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false));
    }
}
