using Microsoft.AspNetCore.WebUtilities;

namespace TungNgo.Web;

/// <summary>Makes links to the page one is on with some of its query changed: every view of a table has its own address.</summary>
internal static class Addresses
{
    /// <summary>The current path and query with these values set; a null value leaves the key out.</summary>
    public static string With(this HttpRequest request, params (string Key, string? Value)[] changes) => request.With(request.Path, changes);

    /// <summary>The same query under another path, as exports of the shown table need it.</summary>
    public static string With(this HttpRequest request, string path, params (string Key, string? Value)[] changes)
    {
        // That something was saved is told once, and not on the next page or in another order, too.
        var query = request.Query.Where(q => q.Key is not (Components.FormPage.SavedKey or Components.FormPage.CountKey) && changes.All(c => c.Key != q.Key))
            .SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v)))
            .Concat(changes.Select(c => KeyValuePair.Create(c.Key, c.Value)))
            .Where(q => !string.IsNullOrEmpty(q.Value));
        return QueryHelpers.AddQueryString(path, query);
    }

    /// <summary>
    /// The address when it is a path on this server, else "/". Browsers read "/\" like "//" and skip tabs and line breaks, so a second
    /// slash of either kind and every control character are refused.
    /// </summary>
    public static string Local(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";
}
