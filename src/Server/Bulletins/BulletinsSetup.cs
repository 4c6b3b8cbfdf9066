using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Bulletins.Approval;
using TungNgo.Bulletins.Cards;
using TungNgo.Bulletins.Desk;
using TungNgo.Bulletins.Kinds;
using TungNgo.Bulletins.Words;
using TungNgo.Bulletins.Writing;
using TungNgo.Data;

namespace TungNgo.Bulletins;

internal static class BulletinsSetup
{
    public static IServiceCollection AddBulletins(this IServiceCollection services) => services
        .AddScoped<BulletinScope>().AddScoped<Areas.IAffectedByAreas, AffectedBulletins>().AddScoped<ApprovalRules>().AddScoped<Completeness>().AddScoped<StoredFileBook>().AddScoped<BulletinReader>()
        .AddScoped<BulletinEdits>().AddScoped<BulletinDecisions>().AddScoped<BulletinSettings>().AddScoped<SavedAudiences>()
        .AddSearch<BulletinSearch>().AddSeed<BulletinSeed>().AddWork<BulletinsWaiting>()
        .AddMenuItem(new(60, "/bulletins", "nav.bulletins", "speakerphone", Permission.ViewBulletins, OfArea: true));
}
