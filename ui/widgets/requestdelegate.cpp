#include "ui/widgets/requestdelegate.h"

#include "ui/models/exchangemodel.h"
#include "ui/widgets/messagesign.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

using Model = ExchangeModel;

ExchangeState stateOf(const QModelIndex &index)
{
    return ExchangeState(index.data(Model::StateRole).toInt());
}

bool standsAlone(ExchangeState state)
{
    return state == ExchangeState::Unmatched || state == ExchangeState::Duplicate;
}

/// How the answer is shown: by its status where there is one, else by what the exchange waits for.
StateSign answerSign(ExchangeState state, const QString &status)
{
    if (status == u"OK")
        return stateSign(ExchangeState::Answered);
    if (status == u"ERROR")
        return stateSign(ExchangeState::Refused);
    if (!status.isEmpty())
        return {u"info"_s, &Colours::text2};
    return state == ExchangeState::Waiting ? StateSign{u"history"_s, &Colours::text2} : stateSign(state);
}

} // namespace

void RequestDelegate::paintCell(Cell &cell, const QModelIndex &index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    const QFont dense = Theme::font(TextSize::Dense);
    switch (index.column()) {
    case Model::Number:
        return cell.writeRight(text, dense, cell.text3());
    case Model::Sent:
        return cell.write(text, Theme::fixedFont(), cell.text());
    case Model::CommandName:
        return paintCommand(cell, index);
    case Model::Parameters:
        return paintParameters(cell, index);
    case Model::Answer:
        return paintAnswer(cell, index);
    default:
        return cell.writeRight(text, dense, cell.text());
    }
}

void RequestDelegate::paintCommand(Cell &cell, const QModelIndex &index) const
{
    const ExchangeState state = stateOf(index);
    if (!standsAlone(state))
        return cell.write(index.data(Qt::DisplayRole).toString(), Theme::fixedFont(), cell.text());
    drawStateSign(cell.painter(), *theme(), state, cell.signPlace());
    const QString words =
        state == ExchangeState::Unmatched ? tr("Unmatched response") : tr("Duplicate response");
    cell.write(words, Theme::font(TextSize::Dense), theme()->colours().warn);
}

void RequestDelegate::paintParameters(Cell &cell, const QModelIndex &index) const
{
    const ExchangeState state = stateOf(index);
    QString text = index.data(Qt::DisplayRole).toString();
    if (standsAlone(state))
        text = state == ExchangeState::Unmatched ? tr("echoes no request") : tr("answered before");
    cell.write(text, Theme::font(TextSize::Dense), cell.text2());
}

void RequestDelegate::paintAnswer(Cell &cell, const QModelIndex &index) const
{
    const Colours &colours = theme()->colours();
    const QFont dense = Theme::font(TextSize::Dense);
    const ExchangeState state = stateOf(index);
    const QString status = index.data(Model::StatusRole).toString();
    const StateSign sign = answerSign(state, status);
    theme()->drawIcon(cell.painter(), sign.icon, colours.*sign.colour, cell.signPlace(), 14);
    const QString summary = index.data(Model::SummaryRole).toString();
    if (status.isEmpty())
        return cell.write(summary, dense, colours.*sign.colour);
    cell.write(status, dense, colours.*sign.colour);
    cell.skip(6);
    const bool failed = status == u"ERROR";
    if (summary != u"—")
        cell.write(summary, failed ? dense : Theme::fixedFont(), failed ? colours.error : cell.text());
    if (state == ExchangeState::Late)
        cell.write(tr("  late"), dense, colours.warn);
}

} // namespace console
