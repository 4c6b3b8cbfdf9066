using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Audit;
using TungNgo.Bulletins;
using TungNgo.Channels;
using TungNgo.Data;
using TungNgo.Demo;
using TungNgo.Feed;
using TungNgo.Help;
using TungNgo.Households;
using TungNgo.Figures;
using TungNgo.Households.Import;
using TungNgo.Portal;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Teams;
using TungNgo.Visits;
using TungNgo.Web;

namespace TungNgo;

/// <summary>How a server is started; the command line, the tests and the bench fill it.</summary>
internal sealed record ServerOptions
{
    /// <summary>See <see cref="DatabaseAddress"/>.</summary>
    public string Database { get; init; } = "sqlite:data/tungngo.db";

    /// <summary>Addresses to listen on; null leaves it to ASPNETCORE_URLS and the like.</summary>
    public string? Urls { get; init; }

    /// <summary>Shows demo logins on the sign-in page and lets the demo's clock be set.</summary>
    public bool Demo { get; init; }

    /// <summary>How the world reaches this server, for links in messages: "https://tungngo.example.vn".</summary>
    public string PublicUrl { get; init; } = "http://127.0.0.1:5080";

    /// <summary>"host:port" of simulators that gateways may call without TLS in a private network; none in production.</summary>
    public string[] Simulators { get; init; } = [];

    /// <summary>Whether this node plans and sends. Nodes that only serve pages leave it to the others; tests do it step by step.</summary>
    public bool RunsLedger { get; init; } = true;

    public int PhoneRequestsPerMinute { get; init; } = 300;

    public TimeProvider Clock { get; init; } = TimeProvider.System;
    public bool Quiet { get; init; }
}

/// <summary>The table of contents: one Add… and one Map… line per feature.</summary>
internal static class Server
{
    public static WebApplication Build(ServerOptions options)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { WebRootPath = WebRoot.Find() });
        if (options.Urls is not null)
        {
            builder.WebHost.UseUrls(options.Urls);
        }

        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        builder.AddTelemetry(options.Quiet);
        var services = builder.Services;
        var clock = options.Demo ? new DemoClock(options.Clock) : options.Clock;
        services.AddSingleton(options).AddSingleton(clock);
        services.ConfigureHttpJsonOptions(o => JsonShape.Apply(o.SerializerOptions));
        services.AddData(DatabaseAddress.Parse(options.Database));
        services.AddWeb();
        services.AddFeed();
        services.AddAccounts();
        services.AddAudit();
        services.AddAreas();
        services.AddServices();
        services.AddHouseholds();
        services.AddHouseholdImport();
        services.AddSync();
        services.AddTeams();
        services.AddBulletins();
        services.AddChannels();
        services.AddHelp();
        services.AddPortal();
        services.AddDemo();
        if (clock is DemoClock demo)
        {
            services.AddDemoMode(demo, options);
        }
        services.AddFigures();

        var app = builder.Build();
        if (options.Demo)
        {
            app.UseDemoMode();
        }

        app.UseWeb();
        app.UseMiddleware<Gate>();
        app.UseAntiforgery();
        app.RefuseForgedForms();
        app.MapWeb();
        app.MapHouseholds();
        app.MapHouseholdImport();
        app.MapAccounts();
        app.MapAudit();
        app.MapEnrolment();
        app.MapSync();
        app.MapFigures();
        app.MapAreas();
        app.MapServices();
        app.MapTeams();
        app.MapBulletins();
        app.MapChannels();
        app.MapHelp();
        app.MapPortal();
        if (options.Demo)
        {
            app.MapDemoMode();
        }

        return app;
    }
}

internal static class JsonShape
{
    public static void Apply(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter<AreaKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<AreaTier>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<SuccessionKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<ServiceKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<ServiceSubject>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<TeamLevel>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<TeamRole>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<TeamGap>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<BulletinState>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<Urgency>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<BulletinRelation>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<ChannelFamily>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<Outcome>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.RespectNullableAnnotations = true;
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(Insist);
    }

    /// <summary>
    /// What a record's constructor demands must be in the body, and lists hold no nulls: otherwise half a body would be read as zeros and
    /// nulls, and fail later with an answer that tells the caller nothing.
    /// </summary>
    private static void Insist(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { HasDefaultValue: false } parameter)
            {
                property.IsRequired = property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is null : !parameter.IsNullable;
            }
        }

        if (type.Kind is JsonTypeInfoKind.Enumerable && type.ElementType?.IsValueType == false)
        {
            type.OnDeserialized = list =>
            {
                if (((System.Collections.IEnumerable)list).Cast<object?>().Any(item => item is null))
                {
                    throw new JsonException("A list holds null.");
                }
            };
        }

        if (type.Kind is JsonTypeInfoKind.Dictionary && type.ElementType?.IsValueType == false)
        {
            type.OnDeserialized = map =>
            {
                if (((System.Collections.IDictionary)map).Values.Cast<object?>().Any(value => value is null))
                {
                    throw new JsonException("A map holds null.");
                }
            };
        }
    }
}
