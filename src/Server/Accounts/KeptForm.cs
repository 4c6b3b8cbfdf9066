using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Web.Components;

namespace TungNgo.Accounts;

/// <summary>
/// A page's form that was sent when the session was over. What was written goes back to the browser that wrote it, on a page that asks to sign in beside it and
/// to go on; then the form's own page shows it again, as it was typed. Nothing of it stays here, and its token lets nobody go on but who opened the form.
/// </summary>
internal static class KeptForm
{
    /// <summary>Notices in three languages are the longest forms; attached files are not given back, but they come along.</summary>
    private const long MostBytes = 8 << 20;
    private const int MostLetters = 400_000;

    /// <summary>Their forms ask for passwords and keys, which no page ever shows again.</summary>
    private static readonly Permission[] HoldSecrets =
        [Permission.OwnAccount, Permission.ManageAccounts, Permission.ManageChannels, Permission.ManageExchange, Permission.ManageMail];

    /// <param name="context">A request of nobody.</param>
    /// <param name="needs">What its page needs.</param>
    /// <returns>False when it is none of a page's forms, one that may hold secrets, or one that is too long to be given back.</returns>
    public static async Task<bool> GiveBackAsync(HttpContext context, Permission needs)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || request.ContentLength is null or > MostBytes || HoldSecrets.Contains(needs)
            || context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
        {
            return false;
        }

        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception error) when (error is InvalidDataException or BadHttpRequestException)
        {
            return false;
        }

        List<KeyValuePair<string, string>> fields = [.. form.Where(f => f.Key != FormPage.AgainKey).SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? "")))];
        if (fields.Count == 0 || fields.Sum(f => (long)f.Key.Length + f.Value.Length) > MostLetters)
        {
            return false;
        }

        context.Response.Headers.CacheControl = "no-store";
        await new RazorComponentResult<SigningIn.KeptFormPage>(new
        {
            Action = $"{request.Path}{request.QueryString}", FieldValues = (object)fields, Files = form.Files.Any(f => f.Length > 0), IsAgain = form.ContainsKey(FormPage.AgainKey),
        })
        { StatusCode = StatusCodes.Status401Unauthorized }.ExecuteAsync(context);
        return true;
    }
}
