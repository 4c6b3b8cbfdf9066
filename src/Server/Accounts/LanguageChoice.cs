using Microsoft.AspNetCore.Mvc;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Accounts;

/// <summary>The reader chooses a language: kept a year in this browser and, for an official, on the account for the next browser.</summary>
internal static class LanguageChoice
{
    public static void MapLanguageChoice(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/language", ChooseAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> ChooseAsync(
        HttpContext context, [FromForm] string language, [FromForm] string? returnUrl, CurrentUser user, AppDb db, Writer writer, CancellationToken ct)
    {
        if (!Texts.Languages.Contains(language))
        {
            throw new Refusal(Problems.Invalid, nameof(language));
        }

        RequestLanguage.Remember(context, language);
        if (user.UserId is { } id && await db.Users.FindAsync([id], ct) is { } account && account.Language != language)
        {
            await using var write = await writer.BeginAsync(user.Actor, ct);
            write.Audit("account.language", id, null, new { account.Language }, new { Language = language });
            account.Language = language;
            write.Changed(ChangeKind.Account, id);
            await write.CommitAsync(ct);
        }

        return TypedResults.LocalRedirect(Addresses.Local(returnUrl));
    }
}
