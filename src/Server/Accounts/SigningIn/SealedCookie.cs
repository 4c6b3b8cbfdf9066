using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using TungNgo.Web;

namespace TungNgo.Accounts.SigningIn;

/// <summary>Something a browser keeps for us between two requests: nobody else can read, make or stretch it.</summary>
/// <param name="life">How long it holds; the browser may forget it earlier.</param>
/// <param name="keeps">Whether the browser keeps it when it is closed.</param>
internal sealed class SealedCookie<T>(string name, TimeSpan life, bool keeps, IDataProtectionProvider protection, ServerOptions options) where T : class
{
    private readonly IDataProtector protector = protection.CreateProtector("cookie", name);
    private readonly CookieBuilder cookie = Builder(name, options);

    public T? Read(HttpContext http)
    {
        if (http.Request.Cookies[cookie.Name!] is not { Length: > 0 } text)
        {
            return null;
        }

        try
        {
            var held = JsonSerializer.Deserialize<Held>(protector.Unprotect(text));
            return held is not null && Now < held.Until ? held.Value : null;
        }
        catch (Exception error) when (error is System.Security.Cryptography.CryptographicException or JsonException)
        {
            return null;
        }
    }

    public void Write(HttpContext http, T value)
    {
        var how = cookie.Build(http);
        how.MaxAge = keeps ? life : null;
        http.Response.Cookies.Append(cookie.Name!, protector.Protect(JsonSerializer.Serialize(new Held(value, Now + life))), how);
    }

    public void Forget(HttpContext http) => http.Response.Cookies.Delete(cookie.Name!, cookie.Build(http));

    /// <summary>The browser's time, also where a demo shows another day.</summary>
    private DateTimeOffset Now => options.Clock.GetUtcNow();

    private static CookieBuilder Builder(string name, ServerOptions options)
    {
        var builder = new CookieBuilder { HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true };
        SafeCookie.Name(builder, name, options);
        return builder;
    }

    private sealed record Held(T Value, DateTimeOffset Until);
}
