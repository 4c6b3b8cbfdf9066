using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;
using TungNgo.Web.Components;
using TungNgo.Web.Layout;

namespace TungNgo.Web;

/// <summary>What every request passes: errors, headers, compression, limits, static files, health.</summary>
internal static class WebSetup
{
    public static IServiceCollection AddWeb(this IServiceCollection services, ServerOptions options)
    {
        services.AddRazorComponents();
        // Vietnamese and Khmer as they are: written as entities a page would be three times as long.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddHttpContextAccessor();
        services.AddSingleton<AnswerTag>().AddSingleton<Assets>().AddScoped<FormProblems>().AddScoped<PageTurn>().AddFramePart<LanguageSwitch>(FramePlace.TopEnd, 20);
        services.AddCascadingAuthenticationState();
        // A list of a commune may ask five hundred questions of each kind, each of two values.
        services.Configure<FormOptions>(o => o.ValueCountLimit = 8192);
        services.AddAntiforgery(o => SafeCookie.Name(o.Cookie, "tungngo-form", options));
        services.AddForwarded(options);
        services.AddHostFiltering(o => o.AllowedHosts = [.. AllowedHosts.Of(options)]);
        services.AddExceptionHandler<ProblemAnswers>();
        services.AddProblemDetails();
        services.AddValidation();
        services.AddOpenApi(ApiDocument.Describe);
        services.AddHealthChecks().AddCheck<ReadyCheck>("database").AddCheck<LoopCheck>("loops");
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "image/svg+xml", "application/manifest+json", "application/atom+xml", "application/rss+xml", "application/cap+xml"];
            o.Providers.Add<Brotli>();
            o.Providers.Add<GzipCompressionProvider>();
        });
        services.AddSingleton<RequestLimits>();
        services.Configure<RequestPolicies>(o =>
        {
            // Thirty: an office of twenty behind one address starts its day at the same time. Looking at the page costs nothing.
            o.Add("sign-in", c => HttpMethods.IsPost(c.Request.Method) ? ClientNetwork.Limit(c, 30) : RateLimitPartition.GetNoLimiter(""));
            // Codes and passkeys: two requests each for those who have one.
            o.Add("sign-in-second", c => HttpMethods.IsPost(c.Request.Method) ? ClientNetwork.Limit(c, 60) : RateLimitPartition.GetNoLimiter(""));
            // A whole class enrols behind one address; the codes have 25⁸ values.
            o.Add("enrol", c => ClientNetwork.Limit(c, 120));
            o.Add("phone", PerPhone);
            // Three events for each message at the provider's own limit of 4,000 a minute, and as many replies.
            o.Add("hook", c => ClientNetwork.Limit(c, 30_000));
            o.Add("mail-link", c => ClientNetwork.Limit(c, 30));
            // A province that was away for years sends all its months at once.
            o.Add("package", c => ClientNetwork.Limit(c, 300));
        });
        return services;
    }

    /// <summary>
    /// Quality 6: a territory of 486 households is 87 kB at the framework's default of 4, 78 kB at 5, 76 kB at 6 for as much time as at
    /// 5, and 74 kB at 7 for half as much again.
    /// </summary>
    private sealed class Brotli : ICompressionProvider
    {
        public string EncodingName => "br";

        public bool SupportsFlush => false;

        public Stream CreateStream(Stream outputStream) => new Unhurried(new BrotliStream(outputStream, new BrotliCompressionOptions { Quality = 6 }, leaveOpen: true));
    }

    public static void UseWeb(this WebApplication app)
    {
        Telemetry.Watch(app.Services);
        app.UseForwarded(app.Services.GetRequiredService<ServerOptions>());
        app.UseHostFiltering();
        app.UseMiddleware<RequestLog>();
        app.UseExceptionHandler();
        // Refusals of the framework itself (no such address, wrong method or content type) answer like our own.
        app.UseStatusCodePages(c => ProblemAnswers.AnswerAsync(c.HttpContext, Problems.OfStatus(c.HttpContext.Response.StatusCode), [c.HttpContext.Request.Method], CancellationToken.None));
        app.Use(SecureHeadersAsync);
        app.Use(CacheRules.ApplyAsync);
        app.UseResponseCompression();
        // A route for "/field" would also match "/field/" and send it to itself.
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = c => c.Context.Response.Headers.CacheControl = IsImmutable(c.Context.Request) ? "public, max-age=31536000, immutable" : "no-cache",
        });
        app.UseRouting();
        var limits = app.Services.GetRequiredService<RequestLimits>();
        app.Use(limits.InvokeAsync);
    }

    public static void MapWeb(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = LoopCheck.WriteAsync }).AllowAnonymous();
        app.MapOpenApi("/api/openapi.json").AllowAnonymous();
        app.MapFallbackToFile("/field/{*path:nonfile}", "field/index.html").AllowAnonymous();
        app.MapRazorComponents<App>();
    }

    /// <summary>
    /// What names its own content may be kept for ever: ?v= from <see cref="Assets"/>, fonts with a hash in their name, the field
    /// app's bundles. All else is asked for again and answered 304, so nothing old is shown after an upgrade.
    /// </summary>
    private static bool IsImmutable(HttpRequest request) =>
        request.Query.ContainsKey("v") || request.Path.StartsWithSegments("/lib/fonts") || request.Path.StartsWithSegments("/field/assets");

    /// <summary>By token, not by address: a meeting hall full of phones sends through one. A phone that syncs normally needs a few a minute.</summary>
    private static RateLimitPartition<string> PerPhone(HttpContext context) => RateLimitPartition.GetTokenBucketLimiter(
        context.Request.Headers.Authorization.ToString(), _ =>
        {
            var perMinute = context.RequestServices.GetRequiredService<ServerOptions>().PhoneRequestsPerMinute;
            return new TokenBucketRateLimiterOptions { TokenLimit = perMinute, TokensPerPeriod = perMinute, ReplenishmentPeriod = TimeSpan.FromMinutes(1) };
        });

    private static Task SecureHeadersAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers[HeaderNames.ContentSecurityPolicy] =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; "
            + "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=(self)";
        if (context.Request.IsHttps)
        {
            headers[HeaderNames.StrictTransportSecurity] = "max-age=31536000; includeSubDomains";
        }

        return next(context);
    }
}
