using Microsoft.AspNetCore.WebUtilities;
using TungNgo.Web.Components;

namespace TungNgo.Portal;

/// <summary>A part of a public page: its links keep the language that the address states.</summary>
public abstract class PublicComponent : TextComponent
{
    private protected string Link(string path) =>
        Context.Request.Query[PublicLanguage.Key].ToString() is { Length: > 0 } ? QueryHelpers.AddQueryString(path, PublicLanguage.Key, T.Language) : path;
}
