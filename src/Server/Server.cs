using TungNgo.Accounts;
using TungNgo.Accounts.Traces;
using TungNgo.Answers;
using TungNgo.Areas.Boundaries;
using TungNgo.Areas.Register;
using TungNgo.Areas.Reorganise;
using TungNgo.Audit;
using TungNgo.Badges;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Desk;
using TungNgo.Campaigns;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Demo;
using TungNgo.Documents;
using TungNgo.Exchange;
using TungNgo.Exchange.Wire;
using TungNgo.Exchange.Keys;
using TungNgo.Feed;
using TungNgo.Figures.Page;
using TungNgo.Gatherings;
using TungNgo.Help;
using TungNgo.Households.Import.Desk;
using TungNgo.Households.Pages;
using TungNgo.Lists;
using TungNgo.Live;
using TungNgo.Mail;
using TungNgo.Portal;
using TungNgo.Providers;
using TungNgo.Provinces;
using TungNgo.Questions;
using TungNgo.Reach;
using TungNgo.Relays;
using TungNgo.Reports;
using TungNgo.Seasons;
using TungNgo.Sendings;
using TungNgo.Services;
using TungNgo.Stock;
using TungNgo.Sync;
using TungNgo.Tables;
using TungNgo.Teams;
using TungNgo.Teams.Phones;
using TungNgo.Walks;
using TungNgo.Training;
using TungNgo.Water;
using TungNgo.Water.Authorities;
using TungNgo.Water.Forms;
using TungNgo.Web;
using TungNgo.WorkSheets;

namespace TungNgo;

/// <summary>The table of contents: one Add… and one Map… line per feature.</summary>
internal static class Server
{
    public static WebApplication Build(ServerOptions options)
    {
        // Settings come from the environment and do not change while it runs. The host would watch its content root for changed files, and that is
        // the working folder, in which the database may lie: each write would wake the watcher.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            WebRootPath = WebRoot.Find(), ContentRootPath = AppContext.BaseDirectory, Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
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
        services.AddData(DatabaseAddress.Parse(options.Database), options.BusyAfter);
        services.AddWeb(options);
        services.AddFeed();
        services.AddLive();
        services.AddLists();
        services.AddAccounts(options);
        services.AddAudit();
        services.AddMail();
        services.AddAreas();
        services.AddReorganise();
        services.AddBoundaries();
        services.AddServices();
        services.AddHouseholds();
        services.AddHouseholdImport();
        services.AddSync();
        services.AddTeams();
        services.AddDocuments();
        services.AddBulletins();
        services.AddContacts();
        services.AddProviders();
        services.AddHelp();
        services.AddQuestions();
        services.AddWater();
        services.AddRelays();
        services.AddSendings();
        services.AddAnswers();
        services.AddSeasons();
        services.AddReach();
        services.AddAuthorities();
        services.AddForms();
        services.AddPortal();
        services.AddDemo();
        if (clock is DemoClock demo)
        {
            services.AddDemoMode(demo, options);
        }
        services.AddReports();
        services.AddExchange();
        services.AddProvinces();
        services.AddTables();
        services.AddCampaigns();
        services.AddWalks();
        services.AddGatherings();
        services.AddTraining();
        services.AddBadges();
        services.AddWorkSheets();
        services.AddStock();
        services.AddFigures();

        var app = builder.Build();
        if (options.Demo)
        {
            app.UseDemoMode();
        }

        app.UseWeb();
        app.UseMiddleware<ProgramCalls>();
        app.UseMiddleware<Gate>();
        app.UseMiddleware<TraceReads>();
        app.UseAntiforgery();
        app.RefuseForgedForms();
        app.MapWeb();
        app.MapHouseholds();
        app.MapHouseholdImport();
        app.MapAccounts();
        app.MapAudit();
        app.MapMail();
        app.MapEnrolment();
        app.MapSync();
        app.MapFigures();
        app.MapAreas();
        app.MapBoundaries();
        app.MapServices();
        app.MapTeams();
        app.MapDocuments();
        app.MapBulletins();
        app.MapProviders();
        app.MapHelp();
        app.MapWater();
        app.MapSeasons();
        app.MapReach();
        app.MapReports();
        app.MapProvinces();
        app.MapExchange();
        app.MapTables();
        app.MapCampaigns();
        app.MapWalks();
        app.MapTraining();
        app.MapBadges();
        app.MapWorkSheets();
        app.MapStock();
        app.MapPortal();
        if (options.Demo)
        {
            app.MapDemoMode();
        }

        return app;
    }
}
