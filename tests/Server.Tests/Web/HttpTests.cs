using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;

namespace TungNgo.Tests.Web;

public sealed class HttpTests
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/nowhere")]
    [InlineData("/css/base.css")]
    [InlineData("/api/openapi.json")]
    [InlineData("/health/live")]
    public async Task Every_answer_carries_the_secure_headers(string path)
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.Anonymous().GetAsync(path);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_server_says_when_it_lives_and_when_it_is_ready()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal("Healthy", await server.Anonymous().GetStringAsync("/health/live"));
        Assert.Equal("Healthy", await server.Anonymous().GetStringAsync("/health/ready"));
    }

    [Fact]
    public async Task An_unknown_address_answers_a_reader_with_a_page_and_a_program_with_a_problem()
    {
        await using var server = await TestServer.StartAsync();
        using var page = await server.Anonymous().GetAsync("/khong-co");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("<!DOCTYPE html>", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var answer = await server.Anonymous().GetAsync("/api/khong-co");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("not-found", (await answer.Content.ReadFromJsonAsync<ProblemDetails>())!.Extensions["code"]!.ToString());
    }

    [Fact]
    public async Task Everything_that_writes_is_guarded_against_forged_requests()
    {
        await using var server = await TestServer.StartAsync();
        var writes = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Any(m => m is "POST" or "PUT" or "PATCH" or "DELETE") == true).ToList();
        Assert.NotEmpty(writes);

        // Forms carry a token; under /api a cookie counts only from our own pages (the test below), a phone's bearer token is no cookie.
        // The public forms act in nobody's name: without a session there is nothing to forge, and a token would need a cookie.
        string[] withoutSession = ["/hoi", "/hoi/{code}", "/thoi/{token}", "/b/{token}/sai", "/hen/{id:guid}", "/hen/ma/{code}/bo", "/t/{code}/da-lam", "/thu/{token}/xong", "/hooks/{channel:guid}", "/hooks/{channel:guid}/{key}"];
        Assert.All(writes.Where(e => withoutSession.Contains(e.RoutePattern.RawText)), e => Assert.NotNull(e.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>()));
        var open = writes.Where(e => !withoutSession.Contains(e.RoutePattern.RawText) && e.Metadata.GetMetadata<IAntiforgeryMetadata>()?.RequiresValidation != true
            && !e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal));
        Assert.Empty(open.Select(e => e.RoutePattern.RawText));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        using var answer = await server.Anonymous().PostAsync("/language", new FormUrlEncodedContent([new("language", "km")]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("lang=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_cookie_from_a_foreign_page_writes_nothing()
    {
        await using var server = await TestServer.StartAsync();
        using var official = await server.OfficialAsync(Role.Administrator, server.AreaByCode("94"));
        var write = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().First(e =>
            e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST") == true && e.Metadata.GetMetadata<NeedsAttribute>()?.Permission is { } needed && Role.Administrator.Allows(needed)
            && e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) && e.RoutePattern.Parameters.Count == 0);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/" + write.RoutePattern.RawText!.TrimStart('/')) { Content = JsonContent.Create(new { }) };
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var answer = await official.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_chosen_language_is_kept_by_the_browser_and_the_account()
    {
        await using var server = await TestServer.StartAsync();
        using var official = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        using var chosen = await official.ChooseAsync("km");
        Assert.Equal("/areas", chosen.Headers.Location!.ToString());
        Assert.Contains("<html lang=\"km\">", await official.GetStringAsync("/areas"), StringComparison.Ordinal);
        Assert.Equal("km", await server.WithDbAsync(db => Task.FromResult(db.Users.Single().Language)));
        Assert.Single(await server.WithDbAsync(db => Task.FromResult(db.AuditEntries.Where(a => a.Action == "account.language").ToList())));
    }

    [Fact]
    public async Task A_new_browser_speaks_the_accounts_language_unless_one_was_chosen_in_it()
    {
        await using var server = await TestServer.StartAsync();
        var official = await server.AddOfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"), "sa-ron");
        using (var first = await server.SignInAsync(official))
        {
            using var chosen = await first.ChooseAsync("km");
        }

        var signIn = new Dictionary<string, string> { ["Form.Name"] = "sa-ron", ["Form.Password"] = Officials.Password };
        using var browser = server.Browser();
        using var entered = await browser.SubmitAsync("/sign-in", "sign-in", signIn);
        Assert.Contains("<html lang=\"km\">", await browser.GetStringAsync("/areas"), StringComparison.Ordinal);

        using var office = server.Browser();
        using var english = await office.ChooseAsync("en", "/sign-in", "/sign-in");
        using var enteredToo = await office.SubmitAsync("/sign-in", "sign-in", signIn);
        Assert.Contains("<html lang=\"en\">", await office.GetStringAsync("/areas"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_sent_to_a_foreign_site_after_choosing_a_language()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = server.Browser();
        using var chosen = await browser.ChooseAsync("en", "//elsewhere.example", "/sign-in");
        Assert.Equal("/", chosen.Headers.Location!.ToString());
    }
}

internal static class LanguageForm
{
    public static async Task<HttpResponseMessage> ChooseAsync(this HttpClient browser, string language, string returnUrl = "/areas", string page = "/areas") =>
        await browser.PostFormAsync(page, "/language", new() { ["language"] = language, ["returnUrl"] = returnUrl });
}
