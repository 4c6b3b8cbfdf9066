using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Feed;

namespace TungNgo.Tests;

/// <summary>Officials who sign in as people do: through the form, with its token, holding the cookie.</summary>
internal static partial class Officials
{
    private const string Password = "ba-con-1234";

    /// <summary>A browser in which an official with this role in this unit is signed in.</summary>
    public static async Task<HttpClient> OfficialAsync(this TestServer server, Role role, Guid areaId)
    {
        var name = $"{role}-{Guid.CreateVersion7():n}";
        await using (var scope = server.Services.CreateAsyncScope())
        {
            var user = new User { Id = Guid.CreateVersion7(), UserName = name, DisplayName = role.ToString() };
            var made = await scope.ServiceProvider.GetRequiredService<UserManager<User>>().CreateAsync(user, Password);
            Assert.True(made.Succeeded, string.Join("; ", made.Errors.Select(e => e.Description)));
            await server.WriteAsync((db, write) =>
            {
                db.Grants.Add(new Grant { Id = write.NewId(), UserId = user.Id, Role = role, AreaId = areaId, From = write.Now.AddDays(-1) });
                write.Changed(ChangeKind.Account, user.Id);
            });
        }

        var client = server.Browser();
        using var entered = await client.SubmitAsync("/sign-in", "sign-in", new() { ["Form.Name"] = name, ["Form.Password"] = Password });
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        return client;
    }

    /// <summary>Keeps cookies and follows nothing by itself.</summary>
    public static HttpClient Browser(this TestServer server) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = server.Address };

    /// <summary>Reads the page for its form token and sends the named form as a browser would.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(this HttpClient client, string path, string form, Dictionary<string, string> fields)
    {
        var page = await client.GetStringAsync(path);
        fields["_handler"] = form;
        fields["__RequestVerificationToken"] = WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value);
        return await client.PostAsync(path, new FormUrlEncodedContent(fields));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
