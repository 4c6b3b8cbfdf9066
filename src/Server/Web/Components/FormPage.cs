using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace TungNgo.Web.Components;

/// <summary>
/// A console page with a form. There is one way to do what a form asks: <c>TryAsync</c>. A refused write leaves the page as it was typed and its
/// problem in <see cref="Wrong"/>, which <see cref="PageHead"/> sums at the top and each <see cref="FormField"/> shows beside itself; a write that
/// is done leads on to a page that says so.
/// </summary>
public abstract class FormPage : TextComponent
{
    /// <summary>?saved=true makes the next page say that it is done.</summary>
    internal const string SavedKey = "saved";

    /// <summary>?done=3 says of how many things it is done.</summary>
    internal const string CountKey = "done";

    /// <summary>A field of a form that was sent when the session was over: its page shows it again, as it was typed, and does nothing yet.</summary>
    internal const string AgainKey = "_again";

    /// <summary>What a form says that was sent by the Enter key from one of its fields, where its button asks first: see <c>AskFirst</c>.</summary>
    internal const string AskKey = "_ask";

    /// <summary>The question is to stand open; nothing is done yet.</summary>
    private protected bool IsAsking => Sent(AskKey) is not null;

    [Inject] private protected NavigationManager Navigation { get; init; } = null!;

    /// <summary>What is wrong with the form that was sent.</summary>
    [Inject] private protected FormProblems Wrong { get; init; } = null!;

    /// <param name="work">The write. Its refusals are shown; everything else is the problem page's.</param>
    /// <param name="then">Where the reader goes when it is done; null when this page shows it.</param>
    /// <param name="at">Ids of the fields that problems speak of; a problem that is not in it is of the form as a whole.</param>
    /// <returns>Whether it was done.</returns>
    private protected Task<bool> TryAsync(Func<Task> work, string? then = null, IReadOnlyDictionary<Problem, string>? at = null) => TryAsync(
        async () =>
        {
            await work();
            return then;
        },
        to => to, at);

    /// <param name="then">Where the reader goes, by what the work gave: the id of what was made.</param>
    private protected async Task<bool> TryAsync<T>(Func<Task<T>> work, Func<T, string?> then, IReadOnlyDictionary<Problem, string>? at = null)
    {
        if (Sent(AgainKey) is not null)
        {
            Wrong.Add(new("", base.T["form.again"], base.T["form.again.next"]));
            return false;
        }

        if (IsAsking || Wrong.All.Count > 0)
        {
            return false;
        }

        T made;
        try
        {
            made = await work();
        }
        catch (Refusal refusal)
        {
            foreach (var one in refusal.Others.Prepend(refusal))
            {
                ShowsNewest |= one.Problem == Problems.ChangedMeanwhile;
                Wrong.Add(at?.GetValueOrDefault(one.Problem) ?? FieldOf(one) ?? "", one, base.T);
            }

            return false;
        }

        ShowsNewest = true;
        if (then(made) is { } address)
        {
            Navigation.NavigateTo(Saved(address));
        }

        return true;
    }

    /// <summary>Whether the form that comes back shows what stands now: its own words were kept, or it says that somebody else's were.</summary>
    private protected bool ShowsNewest { get; set; }

    /// <summary>Reads one field of a form. What is wrong with it is told beside it, and whatever else is wrong with the form is told at once with it.</summary>
    /// <returns>What was read; nothing when it was wrong, and then <c>TryAsync</c> does nothing.</returns>
    private protected T? Read<T>(string field, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Refusal refusal)
        {
            Wrong.Add(field, refusal, base.T);
            return default;
        }
    }

    /// <summary>Id of the field that a refusal names itself, where its problem alone does not tell; null when it names none of this form's.</summary>
    private protected virtual string? FieldOf(Refusal refusal) => null;

    /// <summary>
    /// The version that a hidden field tells. A form that comes back, after signing in or with a field to be mended, tells the one that was read then: what
    /// somebody else has changed meanwhile is told as ever, and only who was told of it goes on from the newest.
    /// </summary>
    private protected string Seen(string field, long now) => Seen(field, now.ToString(CultureInfo.InvariantCulture));

    /// <summary>The same for what no number counts: see <see cref="Fingerprint"/>.</summary>
    private protected string Seen(string field, string now) => (ShowsNewest ? null : Sent(field)) ?? now;

    /// <summary>What the form that was sent says in a field; null when none was sent, or not with this field.</summary>
    private protected string? Sent(string name) =>
        Context.Request.HasFormContentType && Context.Request.Form.TryGetValue(name, out var value) ? (string?)value : null;

    private static string Saved(string address)
    {
        var (path, place) = address.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? (address[..at], address[at..]) : (address, "");
        return (path.Contains($"{SavedKey}=true", StringComparison.Ordinal) ? path : QueryHelpers.AddQueryString(path, SavedKey, "true")) + place;
    }
}
