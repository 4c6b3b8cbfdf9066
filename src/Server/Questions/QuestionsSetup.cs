using TungNgo.Accounts;
using TungNgo.Accounts.Frame;

namespace TungNgo.Questions;

internal static class QuestionsSetup
{
    public static IServiceCollection AddQuestions(this IServiceCollection services) => services
        .AddScoped<QuestionDesk>().AddScoped<AnswerBook>().AddSearch<AnswerSearch>().AddScoped<ChangeAnswers>()
        .AddWork<QuestionsWaiting>()
        .AddMenuItem(new(52, "/questions", "nav.questions", "help", Permission.AnswerQuestions, OfArea: true, Also: "/answers"));
}
